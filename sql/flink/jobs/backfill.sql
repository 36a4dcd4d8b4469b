-- Puts stored frames of a time, and the definitions of today, on topics of another prefix, for an AnalyticsJob that counts
-- them anew: with zones that were not there then, or with other thresholds. The topics of the live system are not touched.
--   -D CV_SQL_TENANT=acme               whose
--   -D CV_SQL_FROM='2026-03-04 00:00:00'    first capture time, UTC
--   -D CV_SQL_BEFORE='2026-03-05 00:00:00'  capture time up to but without which
--   -D CV_SQL_TARGET_PREFIX=again.      what the topics begin with; ./cv topics create --topic-prefix again. makes them
-- What is encrypted at rest cannot be read here and is left out.
SET 'execution.runtime-mode' = 'batch';
SET 'table.local-time-zone' = 'UTC';

INSERT INTO definition_messages
SELECT CONCAT(tenant_id, '/', id), definition, MAP['tenant', ENCODE(tenant_id, 'UTF-8')], CONCAT('${CV_SQL_TARGET_PREFIX}', topic)
FROM stored_definitions
WHERE tenant_id = '${CV_SQL_TENANT}';

-- By one writer: AnalyticsJob waits two seconds for a frame that is out of order.
SET 'parallelism.default' = '1';

INSERT INTO result_messages
SELECT source_id, result_document, MAP['tenant', ENCODE(tenant_id, 'UTF-8')]
FROM stored_results
WHERE tenant_id = '${CV_SQL_TENANT}'
  AND capture_time >= TIMESTAMP '${CV_SQL_FROM}' AND capture_time < TIMESTAMP '${CV_SQL_BEFORE}'
  AND source_id IS NOT NULL AND result_document LIKE '{%'
ORDER BY capture_time, source_id, id;
