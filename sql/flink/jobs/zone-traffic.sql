-- Entries, exits and stay of each zone by class in quarters of an hour, which cv.analytics_counts does not have.
-- A window is told when events a minute younger than its end have come; what comes later is not in it. With --once all is.
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.state.ttl' = '1 d';

CREATE TEMPORARY VIEW zone_events AS
SELECT tenant_id, source_id, zone_id, label, `type`, `after`.seconds AS seconds, event_time
FROM (
    -- A message that comes again after a crash counts once.
    SELECT *, ROW_NUMBER() OVER (PARTITION BY tenant_id, id, `type` ORDER BY seen_at) AS place
    FROM (SELECT *, PROCTIME() AS seen_at FROM events WHERE kind = 'zone' AND `type` IN ('new', 'end') AND id IS NOT NULL)
)
WHERE place = 1;

SELECT
    window_start, tenant_id, source_id, zone_id, label,
    COUNT(*) FILTER (WHERE `type` = 'new') AS entries,
    COUNT(*) FILTER (WHERE `type` = 'end') AS exits,
    AVG(seconds) FILTER (WHERE `type` = 'end') AS mean_stay_seconds
FROM TABLE(TUMBLE(TABLE zone_events, DESCRIPTOR(event_time), INTERVAL '15' MINUTE))
GROUP BY window_start, window_end, tenant_id, source_id, zone_id, label;
