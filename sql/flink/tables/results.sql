-- What was found on images, pages and frames: cv.results.
-- Event time is when the picture was taken; a submitted image has no such time, so that of its submission counts.
CREATE TABLE results (
    schema_version BIGINT,
    image_id STRING,
    tenant_id STRING,
    job_id STRING,
    source_id STRING,
    uri STRING,
    original_filename STRING,
    page BIGINT,
    image ROW<width BIGINT, height BIGINT>,
    `file` ROW<size_bytes BIGINT, sha256 STRING, `format` STRING, color_mode STRING, page_count BIGINT>,
    capture_time TIMESTAMP_LTZ(3),
    ingest_time TIMESTAMP_LTZ(3),
    process_time TIMESTAMP_LTZ(3),
    created_by STRING,
    timings ROW<fetch_ms DOUBLE, decode_ms DOUBLE, total_ms DOUBLE>,
    tasks ARRAY<ROW<
        task STRING,
        step STRING,
        `model` ROW<name STRING, version STRING, sha256 STRING>,
        cached BOOLEAN,
        timings ROW<queue_ms DOUBLE, preprocess_ms DOUBLE, inference_ms DOUBLE, postprocess_ms DOUBLE>,
        region ROW<step STRING, `index` BIGINT, label STRING, bbox ARRAY<DOUBLE>>,
        objects ARRAY<ROW<label STRING, class_id BIGINT, confidence DOUBLE, bbox ARRAY<DOUBLE>, track_id BIGINT>>,
        classes ARRAY<ROW<label STRING, class_id BIGINT, confidence DOUBLE>>,
        faces ARRAY<ROW<confidence DOUBLE, bbox ARRAY<DOUBLE>, landmarks ARRAY<ARRAY<DOUBLE>>>>,
        barcodes ARRAY<ROW<symbology STRING, content STRING, corners ARRAY<ARRAY<DOUBLE>>>>,
        embedding ARRAY<DOUBLE>,
        `text` ROW<
            `text` STRING,
            confidence DOUBLE,
            languages ARRAY<STRING>,
            lines ARRAY<ROW<`text` STRING, confidence DOUBLE, bbox ARRAY<DOUBLE>>>,
            words ARRAY<ROW<`text` STRING, confidence DOUBLE, bbox ARRAY<DOUBLE>, line BIGINT>>>,
        quality ROW<
            sharpness DOUBLE,
            brightness DOUBLE,
            contrast DOUBLE,
            underexposed DOUBLE,
            overexposed DOUBLE,
            score DOUBLE>>>,
    traceparent STRING,
    record_time TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
    event_time AS COALESCE(capture_time, ingest_time, process_time, record_time),
    WATERMARK FOR event_time AS event_time - INTERVAL '10' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = '${CV_TOPIC_PREFIX}results',
    'properties.bootstrap.servers' = '${CV_KAFKA_BOOTSTRAP_SERVERS}',
    ${CV_KAFKA_TABLE_OPTIONS}
    'scan.startup.mode' = '${CV_SQL_START}',
    'scan.bounded.mode' = '${CV_SQL_END}',
    'scan.watermark.idle-timeout' = '30 s',
    'value.format' = 'json',
    'value.json.timestamp-format.standard' = 'ISO-8601',
    'value.json.ignore-parse-errors' = 'true'
);
