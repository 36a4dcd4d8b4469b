-- How each source is now, and of the frames that it read how many were handed on, dropped as stale or without motion.
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.state.ttl' = '7 d';

SELECT
    tenant_id, source_id, state, reason, since, last_frame_time, fps, frames_read, frames_sent,
    frames_dropped, frames_without_motion, reconnects
FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY tenant_id, source_id ORDER BY updated_at DESC) AS place
    FROM source_status
)
WHERE place = 1;
