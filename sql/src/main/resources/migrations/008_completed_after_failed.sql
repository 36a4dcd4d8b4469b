-- A job that failed may turn out complete within the same attempt: after a restart the stream takes
-- up its last checkpoint and analyses again what it had reported as failed, such as a file whose
-- store was away for a moment. The results are there then, so COMPLETED counts. The other way
-- round, and from or to CANCELLED, the first final state stays.
CREATE OR REPLACE FUNCTION cv.keep_job_state_forward() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    old_attempt CONSTANT INTEGER := coalesce(OLD.retry_count, 0);
    new_attempt CONSTANT INTEGER := coalesce(NEW.retry_count, 0);
    old_rank CONSTANT INTEGER := cv.job_state_rank(OLD.status);
    new_rank CONSTANT INTEGER := cv.job_state_rank(NEW.status);
BEGIN
    IF (new_attempt, new_rank) < (old_attempt, old_rank) THEN
        RETURN NULL;
    END IF;
    IF new_attempt = old_attempt AND old_rank = 2 AND NEW.status <> OLD.status
        AND NOT (OLD.status = 'FAILED' AND NEW.status = 'COMPLETED') THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
