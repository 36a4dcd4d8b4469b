package ke.co.datacraft.cv.jobs;

import java.util.List;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.TracksEvent;
import ke.co.datacraft.cv.jobs.kafka.KafkaSinks;
import ke.co.datacraft.cv.jobs.postgres.PostgresSinks;
import ke.co.datacraft.cv.operators.analytics.CountRow;
import ke.co.datacraft.cv.operators.analytics.HeatRow;
import ke.co.datacraft.cv.operators.analytics.SourceCounts;
import ke.co.datacraft.cv.operators.delivery.CountsSink;
import ke.co.datacraft.cv.operators.settings.MqttSettings;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.sink.DeadLetterRow;
import ke.co.datacraft.cv.operators.sink.JobRows;
import ke.co.datacraft.cv.operators.sink.RedisBatching;
import ke.co.datacraft.cv.operators.sink.RedisMapper;
import ke.co.datacraft.cv.operators.sink.RedisMappers;
import ke.co.datacraft.cv.operators.sink.RedisSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The sinks of what comes of feeds: Kafka, PostgreSQL and, where configured, Redis. Each takes a
 * stream, like a {@link VisionPipeline.SinkApplier}.
 */
final class AnalyticsSinks {

    private final KafkaSinks kafka;
    private final PostgresSinks postgres;
    private final RedisSettings redis;
    private final MqttSettings mqtt;

    /**
     * Sinks into one installation.
     *
     * @param redis or null to run without
     * @param mqtt or null to run without
     */
    AnalyticsSinks(
            KafkaSinks kafka, PostgresSinks postgres, RedisSettings redis, MqttSettings mqtt) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.redis = redis;
        this.mqtt = mqtt;
    }

    /** What happened, to Kafka, PostgreSQL and the live stream. */
    void events(DataStream<AnalyticsEvent> events) {
        VisionSinks.sink(events, kafka.events(), OperatorUids.EVENTS_KAFKA);
        VisionSinks.sink(events, postgres.events(), OperatorUids.EVENTS_POSTGRESQL);
        if (redis != null) {
            live(
                    events,
                    RedisMappers.analyticsEvents(redis.ttl(), redis.eventsLength()),
                    OperatorUids.EVENTS_REDIS);
        }
    }

    /** What somebody should know of, likewise. */
    void alerts(DataStream<Alert> alerts) {
        VisionSinks.sink(alerts, kafka.alerts(), OperatorUids.ALERTS_KAFKA);
        VisionSinks.sink(alerts, postgres.alerts(), OperatorUids.ALERTS_POSTGRESQL);
        if (redis != null) {
            live(
                    alerts,
                    RedisMappers.alerts(redis.ttl(), redis.eventsLength()),
                    OperatorUids.ALERTS_REDIS);
        }
    }

    /** Objects with their tracks, to the live stream alone. */
    void tracks(DataStream<TracksEvent> tracks) {
        if (redis != null) {
            live(
                    tracks,
                    RedisMappers.tracks(redis.ttl(), redis.eventsLength()),
                    OperatorUids.TRACKS_REDIS);
        }
    }

    /** Counts, to PostgreSQL. */
    void counts(DataStream<CountRow> counts) {
        VisionSinks.sink(counts, postgres.counts(), OperatorUids.COUNTS_POSTGRESQL);
    }

    /** Where objects stood, to PostgreSQL. */
    void heatMaps(DataStream<HeatRow> heatMaps) {
        VisionSinks.sink(heatMaps, postgres.heatMaps(), OperatorUids.HEAT_MAPS_POSTGRESQL);
    }

    /** How many objects are before sources, to MQTT; one writer, as one topic tells its state. */
    void sourceCounts(DataStream<SourceCounts> counts) {
        if (mqtt != null && mqtt.counts()) {
            counts.sinkTo(new CountsSink(mqtt))
                    .setParallelism(1)
                    .name(OperatorUids.SOURCE_COUNTS_MQTT)
                    .uid(OperatorUids.SOURCE_COUNTS_MQTT);
        }
    }

    /** Records that could not be processed, to Kafka and PostgreSQL. */
    void deadLetters(DataStream<DeadLetter> letters) {
        VisionSinks.sink(letters, kafka.deadLetters(), OperatorUids.DEAD_LETTERS_KAFKA);
        DataStream<DeadLetterRow> rows =
                VisionSinks.rows(
                        letters,
                        letter -> List.of(JobRows.deadLetter(letter)),
                        DeadLetterRow.class,
                        OperatorUids.DEAD_LETTER_ROWS);
        VisionSinks.sink(rows, postgres.deadLetters(), OperatorUids.DEAD_LETTER_ROWS_POSTGRESQL);
    }

    private <T> void live(DataStream<T> stream, RedisMapper<T> mapper, String uid) {
        VisionSinks.sink(stream, new RedisSink<>(uid, redis, mapper, RedisBatching.DEFAULT), uid);
    }
}
