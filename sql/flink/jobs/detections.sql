-- Objects that detectors saw at each source by class and minute, without tracks: how many in a frame, and how sure.
-- Frames without objects count, since a result tells them, too; those of submitted images do not.
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.state.ttl' = '1 h';

CREATE TEMPORARY VIEW source_frames AS
SELECT tenant_id, source_id, image_id, tasks, event_time
FROM (
    -- A frame that is analysed again after a crash counts once.
    SELECT *, ROW_NUMBER() OVER (PARTITION BY tenant_id, image_id ORDER BY seen_at) AS place
    FROM (SELECT *, PROCTIME() AS seen_at FROM results WHERE source_id IS NOT NULL)
)
WHERE place = 1;

CREATE TEMPORARY VIEW seen_objects AS
SELECT tenant_id, source_id, image_id, event_time, seen.label, seen.confidence
FROM source_frames
CROSS JOIN UNNEST(tasks) AS done
CROSS JOIN UNNEST(done.objects) AS seen;

SELECT
    window_start, tenant_id, source_id, label,
    COUNT(*) AS objects,
    COUNT(DISTINCT image_id) AS frames,
    AVG(confidence) AS mean_confidence
FROM TABLE(TUMBLE(TABLE seen_objects, DESCRIPTOR(event_time), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, tenant_id, source_id, label;
