-- What happens at sources: cv.events, a new, any number of update and one end of each id. After a crash messages come twice.
-- Event time is when it happened: an object counts only after some frames and is told of then with its true times, which is
-- what the watermark waits for. What takes a threshold, such as loitering, happens when it is told.
CREATE TABLE events (
    schema_version BIGINT,
    id STRING,
    tenant_id STRING,
    source_id STRING,
    kind STRING,
    `type` STRING,
    sequence BIGINT,
    zone_id STRING,
    track_id BIGINT,
    label STRING,
    start_time TIMESTAMP_LTZ(3),
    end_time TIMESTAMP_LTZ(3),
    `before` ROW<
        `time` TIMESTAMP_LTZ(3),
        confidence DOUBLE,
        top_confidence DOUBLE,
        bbox ARRAY<DOUBLE>,
        image ROW<width BIGINT, height BIGINT>,
        current_zones ARRAY<STRING>,
        entered_zones ARRAY<STRING>,
        stationary BOOLEAN,
        direction STRING,
        speed_kmh DOUBLE,
        seconds DOUBLE,
        `count` BIGINT,
        path ARRAY<ARRAY<DOUBLE>>,
        evidence ROW<
            image_id STRING,
            uri STRING,
            capture_time TIMESTAMP_LTZ(3),
            bbox ARRAY<DOUBLE>,
            image ROW<width BIGINT, height BIGINT>,
            confidence DOUBLE>>,
    `after` ROW<
        `time` TIMESTAMP_LTZ(3),
        confidence DOUBLE,
        top_confidence DOUBLE,
        bbox ARRAY<DOUBLE>,
        image ROW<width BIGINT, height BIGINT>,
        current_zones ARRAY<STRING>,
        entered_zones ARRAY<STRING>,
        stationary BOOLEAN,
        direction STRING,
        speed_kmh DOUBLE,
        seconds DOUBLE,
        `count` BIGINT,
        path ARRAY<ARRAY<DOUBLE>>,
        evidence ROW<
            image_id STRING,
            uri STRING,
            capture_time TIMESTAMP_LTZ(3),
            bbox ARRAY<DOUBLE>,
            image ROW<width BIGINT, height BIGINT>,
            confidence DOUBLE>>,
    process_time TIMESTAMP_LTZ(3),
    record_time TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
    event_time AS COALESCE(
        CASE WHEN `type` = 'end' THEN end_time
             WHEN `type` = 'new' AND kind IN ('track', 'zone', 'line') THEN start_time
             ELSE `after`.`time` END,
        start_time, record_time),
    WATERMARK FOR event_time AS event_time - INTERVAL '1' MINUTE
) WITH (
    'connector' = 'kafka',
    'topic' = '${CV_TOPIC_PREFIX}events',
    'properties.bootstrap.servers' = '${CV_KAFKA_BOOTSTRAP_SERVERS}',
    ${CV_KAFKA_TABLE_OPTIONS}
    'scan.startup.mode' = '${CV_SQL_START}',
    'scan.bounded.mode' = '${CV_SQL_END}',
    'scan.watermark.idle-timeout' = '30 s',
    'value.format' = 'json',
    'value.json.timestamp-format.standard' = 'ISO-8601',
    'value.json.ignore-parse-errors' = 'true'
);
