-- What somebody should know of: cv.alerts, a new, any number of update and one end of each id. After a crash messages come twice.
-- Event time is when its first event began, of an end when its last one was over.
CREATE TABLE alerts (
    schema_version BIGINT,
    id STRING,
    tenant_id STRING,
    rule_id STRING,
    rule_name STRING,
    severity STRING,
    `type` STRING,
    sequence BIGINT,
    source_id STRING,
    zone_id STRING,
    labels ARRAY<STRING>,
    message STRING,
    start_time TIMESTAMP_LTZ(3),
    end_time TIMESTAMP_LTZ(3),
    event_ids ARRAY<STRING>,
    `count` BIGINT,
    evidence ROW<
        image_id STRING,
        uri STRING,
        capture_time TIMESTAMP_LTZ(3),
        bbox ARRAY<DOUBLE>,
        image ROW<width BIGINT, height BIGINT>,
        confidence DOUBLE>,
    deliveries ARRAY<ROW<kind STRING, name STRING>>,
    process_time TIMESTAMP_LTZ(3),
    record_time TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
    event_time AS COALESCE(end_time, start_time, record_time),
    WATERMARK FOR event_time AS event_time - INTERVAL '1' MINUTE
) WITH (
    'connector' = 'kafka',
    'topic' = '${CV_TOPIC_PREFIX}alerts',
    'properties.bootstrap.servers' = '${CV_KAFKA_BOOTSTRAP_SERVERS}',
    ${CV_KAFKA_TABLE_OPTIONS}
    'scan.startup.mode' = '${CV_SQL_START}',
    'scan.bounded.mode' = '${CV_SQL_END}',
    'scan.watermark.idle-timeout' = '30 s',
    'value.format' = 'json',
    'value.json.timestamp-format.standard' = 'ISO-8601',
    'value.json.ignore-parse-errors' = 'true'
);
