-- Messages as they are, to be written to topics of another prefix; see jobs/backfill.sql.

CREATE TABLE result_messages (
    message_key STRING,
    message STRING,
    headers MAP<STRING, BYTES> METADATA
) WITH (
    'connector' = 'kafka',
    'topic' = '${CV_SQL_TARGET_PREFIX}results',
    'properties.bootstrap.servers' = '${CV_KAFKA_BOOTSTRAP_SERVERS}',
    ${CV_KAFKA_TABLE_OPTIONS}
    'key.format' = 'raw',
    'key.fields' = 'message_key',
    'value.format' = 'raw',
    'value.fields-include' = 'EXCEPT_KEY'
);

-- The topic stands in each row.
CREATE TABLE definition_messages (
    message_key STRING,
    message STRING,
    headers MAP<STRING, BYTES> METADATA,
    topic STRING METADATA
) WITH (
    'connector' = 'kafka',
    'topic' = '${CV_SQL_TARGET_PREFIX}sources;${CV_SQL_TARGET_PREFIX}zones;${CV_SQL_TARGET_PREFIX}rules',
    'properties.bootstrap.servers' = '${CV_KAFKA_BOOTSTRAP_SERVERS}',
    ${CV_KAFKA_TABLE_OPTIONS}
    'key.format' = 'raw',
    'key.fields' = 'message_key',
    'value.format' = 'raw',
    'value.fields-include' = 'EXCEPT_KEY'
);
