-- How many alerts each rule raised in each minute. A late alert corrects its minute; one that is told twice counts once.
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.state.ttl' = '2 d';

SELECT
    FLOOR(start_time TO MINUTE) AS minute_start, tenant_id, rule_id, severity,
    COUNT(DISTINCT id) AS alerts
FROM alerts
WHERE `type` = 'new' AND id IS NOT NULL
GROUP BY FLOOR(start_time TO MINUTE), tenant_id, rule_id, severity;
