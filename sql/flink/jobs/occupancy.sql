-- Who is where now: objects in each zone by class, told anew whenever it changes.
-- Of each stay the message of the highest number holds, in whatever order and however often they come.
SET 'table.local-time-zone' = 'UTC';
-- A stay of which nothing is heard for two days is forgotten.
SET 'table.exec.state.ttl' = '2 d';

SELECT tenant_id, source_id, zone_id, label, COUNT(*) AS inside, MIN(start_time) AS since
FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY tenant_id, id ORDER BY sequence DESC) AS place
    FROM events
    WHERE kind = 'zone' AND id IS NOT NULL
)
WHERE place = 1 AND `type` <> 'end'
GROUP BY tenant_id, source_id, zone_id, label;
