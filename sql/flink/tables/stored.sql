-- What the jobs wrote to PostgreSQL, to be read. Times are UTC; the casts are to types that Flink's connector reads.

-- Analysed images and frames. result_document is the message of cv.results as text, where CV_RESULT_DOCUMENTS keeps it.
CREATE TABLE stored_results (
    id STRING,
    tenant_id STRING,
    job_id STRING,
    source_id STRING,
    processing_type STRING,
    capture_time TIMESTAMP(3),
    ingest_time TIMESTAMP(3),
    created_at TIMESTAMP(3),
    result_document STRING
) WITH (
    'connector' = 'jdbc',
    'url' = '${CV_JDBC_URL}',
    'username' = '${CV_JDBC_USER}',
    'password' = '${CV_JDBC_PASSWORD}',
    'scan.fetch-size' = '500',
    'scan.auto-commit' = 'false',
    'table-name' = '(SELECT id::text AS id, tenant_id, job_id::text AS job_id, source_id, processing_type,
        capture_time AT TIME ZONE ''UTC'' AS capture_time, ingest_time AT TIME ZONE ''UTC'' AS ingest_time,
        created_at AT TIME ZONE ''UTC'' AS created_at, result_document FROM cv.image_processing) AS stored_results'
);

-- Events as their latest messages tell them; document is that message.
CREATE TABLE stored_events (
    id STRING,
    tenant_id STRING,
    source_id STRING,
    kind STRING,
    label STRING,
    zone_id STRING,
    track_id BIGINT,
    top_confidence DOUBLE,
    start_time TIMESTAMP(3),
    end_time TIMESTAMP(3),
    document STRING
) WITH (
    'connector' = 'jdbc',
    'url' = '${CV_JDBC_URL}',
    'username' = '${CV_JDBC_USER}',
    'password' = '${CV_JDBC_PASSWORD}',
    'scan.fetch-size' = '500',
    'scan.auto-commit' = 'false',
    'table-name' = '(SELECT id::text AS id, tenant_id, source_id, kind, label, zone_id, track_id, top_confidence,
        start_time AT TIME ZONE ''UTC'' AS start_time, end_time AT TIME ZONE ''UTC'' AS end_time,
        document::text AS document FROM cv.events) AS stored_events'
);

-- Alerts as their latest messages tell them; document is that message.
CREATE TABLE stored_alerts (
    id STRING,
    tenant_id STRING,
    rule_id STRING,
    severity STRING,
    source_id STRING,
    zone_id STRING,
    message STRING,
    start_time TIMESTAMP(3),
    end_time TIMESTAMP(3),
    document STRING
) WITH (
    'connector' = 'jdbc',
    'url' = '${CV_JDBC_URL}',
    'username' = '${CV_JDBC_USER}',
    'password' = '${CV_JDBC_PASSWORD}',
    'scan.fetch-size' = '500',
    'scan.auto-commit' = 'false',
    'table-name' = '(SELECT id::text AS id, tenant_id, rule_id, severity, source_id, zone_id, message,
        start_time AT TIME ZONE ''UTC'' AS start_time, end_time AT TIME ZONE ''UTC'' AS end_time,
        document::text AS document FROM cv.alerts) AS stored_alerts'
);

-- Counts in windows of 60 and of 3600 seconds; zone_id is empty for the whole picture, label for all classes.
CREATE TABLE stored_counts (
    tenant_id STRING,
    source_id STRING,
    zone_id STRING,
    zone_kind STRING,
    label STRING,
    bucket_start TIMESTAMP(3),
    bucket_seconds INT,
    count_in BIGINT,
    count_out BIGINT,
    unique_tracks BIGINT,
    occupancy_mean DOUBLE,
    occupancy_max INT,
    dwell_count BIGINT,
    dwell_mean_seconds DOUBLE,
    dwell_p50_seconds DOUBLE,
    dwell_p90_seconds DOUBLE,
    dwell_max_seconds DOUBLE
) WITH (
    'connector' = 'jdbc',
    'url' = '${CV_JDBC_URL}',
    'username' = '${CV_JDBC_USER}',
    'password' = '${CV_JDBC_PASSWORD}',
    'scan.fetch-size' = '500',
    'scan.auto-commit' = 'false',
    'table-name' = '(SELECT tenant_id, source_id, zone_id, zone_kind, label,
        bucket_start AT TIME ZONE ''UTC'' AS bucket_start, bucket_seconds, count_in, count_out, unique_tracks,
        occupancy_mean, occupancy_max, dwell_count, dwell_mean_seconds, dwell_p50_seconds, dwell_p90_seconds,
        dwell_max_seconds FROM cv.analytics_counts) AS stored_counts'
);

-- Sources, zones and rules; definition is the message of their topic.
CREATE TABLE stored_definitions (
    topic STRING,
    tenant_id STRING,
    id STRING,
    definition STRING
) WITH (
    'connector' = 'jdbc',
    'url' = '${CV_JDBC_URL}',
    'username' = '${CV_JDBC_USER}',
    'password' = '${CV_JDBC_PASSWORD}',
    'table-name' = '(SELECT ''sources'' AS topic, tenant_id, id, definition::text AS definition FROM cv.sources
        UNION ALL SELECT ''zones'', tenant_id, id, definition::text FROM cv.zones
        UNION ALL SELECT ''rules'', tenant_id, id, definition::text FROM cv.rules) AS stored_definitions'
);
