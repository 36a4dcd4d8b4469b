-- Frames of sources on their way to be analysed: cv.frames.
CREATE TABLE frames (
    schema_version BIGINT,
    tenant_id STRING,
    job_id STRING,
    source_id STRING,
    image_id STRING,
    uri STRING,
    page BIGINT,
    `part` ROW<
        pages BIGINT,
        reference_id STRING,
        origin ROW<topic STRING, `partition` BIGINT, `offset` BIGINT>,
        traceparent STRING>,
    original_filename STRING,
    content_type STRING,
    priority BIGINT,
    tasks ARRAY<ROW<
        task STRING,
        `model` STRING,
        parameters MAP<STRING, STRING>,
        step STRING,
        `on` ROW<step STRING, labels ARRAY<STRING>, padding DOUBLE, max_regions BIGINT>>>,
    pipeline STRING,
    capture_time TIMESTAMP_LTZ(3),
    ingest_time TIMESTAMP_LTZ(3),
    attempt BIGINT,
    job ROW<
        name STRING,
        total BIGINT,
        max_retries BIGINT,
        created_by STRING,
        created_at TIMESTAMP_LTZ(3),
        `index` BIGINT>,
    record_time TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
    event_time AS COALESCE(capture_time, ingest_time, record_time),
    WATERMARK FOR event_time AS event_time - INTERVAL '10' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = '${CV_TOPIC_PREFIX}frames',
    'properties.bootstrap.servers' = '${CV_KAFKA_BOOTSTRAP_SERVERS}',
    ${CV_KAFKA_TABLE_OPTIONS}
    'scan.startup.mode' = '${CV_SQL_START}',
    'scan.bounded.mode' = '${CV_SQL_END}',
    'scan.watermark.idle-timeout' = '30 s',
    'value.format' = 'json',
    'value.json.timestamp-format.standard' = 'ISO-8601',
    'value.json.ignore-parse-errors' = 'true'
);
