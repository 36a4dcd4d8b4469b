-- What the REST bridge keeps: messages on their way to Kafka, answers to repeated requests, uploads.
--
-- These tables are small and short-lived, so they are plain ones with a tenant_id where they belong
-- to a tenant.

-- ---------------------------------------------------------------------------------------------
-- Outbox
-- ---------------------------------------------------------------------------------------------

-- A message is written in the transaction of the thing that it tells of, and deleted when Kafka has
-- it. Whoever writes two messages with one key writes or locks a row of the thing first, so that the
-- order of ids is the order of commits for each key.
CREATE TABLE cv.outbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic VARCHAR(249) NOT NULL,
    message_key BYTEA,
    value BYTEA,
    headers JSONB NOT NULL DEFAULT '[]',
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    refusal TEXT
);
COMMENT ON TABLE cv.outbox IS 'Messages on their way to Kafka, sent in the order of ids';
COMMENT ON COLUMN cv.outbox.value IS 'Null is a tombstone';
COMMENT ON COLUMN cv.outbox.headers IS '[{"name", "value", "encoding"}, ...]';
COMMENT ON COLUMN cv.outbox.refusal IS
    'Why Kafka will never take this message; it stays until someone mends or deletes it';

-- ---------------------------------------------------------------------------------------------
-- Repeated requests
-- ---------------------------------------------------------------------------------------------

CREATE TABLE cv.idempotency_keys (
    tenant_id VARCHAR(100) NOT NULL,
    idempotency_key VARCHAR(255) NOT NULL,
    request_sha256 VARCHAR(64) NOT NULL,
    status INTEGER,
    location TEXT,
    body TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (tenant_id, idempotency_key)
);
CREATE INDEX idx_idempotency_keys_expires_at ON cv.idempotency_keys (expires_at);
COMMENT ON TABLE cv.idempotency_keys IS 'Answers to requests with an Idempotency-Key';

-- ---------------------------------------------------------------------------------------------
-- Uploads
-- ---------------------------------------------------------------------------------------------

-- The row comes before the object and goes after it, so that no object is ever without a row.
CREATE TABLE cv.uploads (
    tenant_id VARCHAR(100) NOT NULL,
    object_key VARCHAR(1024) PRIMARY KEY,
    uri TEXT NOT NULL,
    state VARCHAR(20) NOT NULL DEFAULT 'UPLOADING',
    job_id UUID,
    original_filename VARCHAR(255),
    content_type VARCHAR(50),
    size_bytes BIGINT,
    sha256 VARCHAR(64),
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    CONSTRAINT uploads_state_known CHECK (state IN ('UPLOADING', 'STORED', 'RELEASED'))
);
CREATE INDEX idx_uploads_job_id ON cv.uploads (tenant_id, job_id);
CREATE INDEX idx_uploads_passing ON cv.uploads (updated_at) WHERE state <> 'STORED';
COMMENT ON TABLE cv.uploads IS 'Uploaded files in the object storage';
COMMENT ON COLUMN cv.uploads.state IS
    'UPLOADING until its job is accepted, STORED, RELEASED when the object is to be deleted';

-- Gives up the uploads of a job, or of all jobs of a tenant; the bridge then deletes the objects and
-- the rows. Returns how many.
CREATE FUNCTION cv.release_uploads(tenant_name TEXT, job UUID DEFAULT NULL) RETURNS BIGINT
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
    WITH released AS (
        UPDATE cv.uploads u SET state = 'RELEASED', updated_at = now()
        WHERE u.tenant_id = tenant_name AND (job IS NULL OR u.job_id = job)
        RETURNING 1)
    SELECT count(*) FROM released
$$;

-- A tenant that goes gives up its uploads and its answers, also when it is dropped by hand.
CREATE FUNCTION cv.release_what_tenant_sent() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM cv.release_uploads(OLD.tenant_id);
    DELETE FROM cv.idempotency_keys WHERE tenant_id = OLD.tenant_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER release_what_tenant_sent
    AFTER DELETE ON cv.tenants
    FOR EACH ROW EXECUTE FUNCTION cv.release_what_tenant_sent();

-- ---------------------------------------------------------------------------------------------
-- Jobs, read by page
-- ---------------------------------------------------------------------------------------------

CREATE INDEX idx_processing_jobs_tenant_created
    ON cv.processing_jobs (tenant_id, created_at DESC, id DESC);
