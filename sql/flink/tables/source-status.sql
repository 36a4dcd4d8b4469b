-- How sources are: cv.source-status. Event time is when it was told.
CREATE TABLE source_status (
    schema_version BIGINT,
    tenant_id STRING,
    source_id STRING,
    `state` STRING,
    reason STRING,
    since TIMESTAMP_LTZ(3),
    last_frame_time TIMESTAMP_LTZ(3),
    last_frame_uri STRING,
    fps DOUBLE,
    clock_skew_ms BIGINT,
    frames_read BIGINT,
    frames_sent BIGINT,
    frames_dropped BIGINT,
    frames_without_motion BIGINT,
    reconnects BIGINT,
    updated_at TIMESTAMP_LTZ(3),
    record_time TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
    event_time AS COALESCE(updated_at, record_time),
    WATERMARK FOR event_time AS event_time - INTERVAL '10' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = '${CV_TOPIC_PREFIX}source-status',
    'properties.bootstrap.servers' = '${CV_KAFKA_BOOTSTRAP_SERVERS}',
    ${CV_KAFKA_TABLE_OPTIONS}
    'scan.startup.mode' = '${CV_SQL_START}',
    'scan.bounded.mode' = '${CV_SQL_END}',
    'scan.watermark.idle-timeout' = '30 s',
    'value.format' = 'json',
    'value.json.timestamp-format.standard' = 'ISO-8601',
    'value.json.ignore-parse-errors' = 'true'
);
