package ke.co.datacraft.cv.jobs;

import java.util.List;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.jobs.kafka.DefinitionSource;
import ke.co.datacraft.cv.jobs.kafka.KafkaSinks;
import ke.co.datacraft.cv.jobs.kafka.KafkaSources;
import ke.co.datacraft.cv.jobs.postgres.PostgresSinks;
import ke.co.datacraft.cv.operators.record.DefinitionRecord;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Turns the results of cameras' frames into tracks, events and counts: to Kafka, PostgreSQL and
 * Redis. It looks at no picture and needs no model, so that it can go over a part of the results
 * again; it only copies the frames that show events best.
 */
public final class AnalyticsJob {

    /** Name in Flink's dashboard. */
    public static final String NAME = "AnalyticsJob";

    private AnalyticsJob() {}

    /**
     * Runs the job.
     *
     * @param arguments options as {@code --cv.key value}; see docs/configuration.md
     * @throws SettingsException when an option has a wrong value
     * @throws Exception when the job cannot be submitted, or fails
     */
    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        Configuration flink = Configuration.fromMap(environment.getConfiguration().toMap());
        AnalyticsSettings settings =
                AnalyticsSettings.read(
                        Environment.merge(System.getenv(), flink, List.of(arguments)));
        build(environment, settings);
        environment.execute(NAME);
    }

    /**
     * Defines the job in an environment, with Kafka, PostgreSQL and Redis at its ends, and sets
     * what the job needs of Flink.
     */
    public static void build(StreamExecutionEnvironment environment, AnalyticsSettings settings) {
        Configuration flink =
                FlinkDefaults.ofJob(settings.runtime(), environment.getConfiguration());
        flink.set(StateBackendOptions.STATE_BACKEND, settings.stateBackend());
        environment.configure(flink, AnalyticsJob.class.getClassLoader());
        AnalyticsSinks sinks =
                new AnalyticsSinks(
                        new KafkaSinks(settings.kafka()),
                        new PostgresSinks(
                                settings.database(),
                                new FieldCipher(settings.encryption()),
                                settings.tracing()),
                        settings.redis(),
                        settings.deliveries().mqtt());
        AnalyticsPipeline.define(
                settings.analytics(),
                settings.deliveries(),
                sources(environment, settings),
                new AnalyticsPipeline.Sinks(
                        events -> {
                            sinks.events(events);
                            EvidencePipeline.define(events, settings.evidence());
                        },
                        sinks::alerts,
                        sinks::counts,
                        sinks::heatMaps,
                        sinks::sourceCounts,
                        sinks::tracks,
                        sinks::deadLetters));
    }

    private static AnalyticsPipeline.Sources sources(
            StreamExecutionEnvironment environment, AnalyticsSettings settings) {
        Topics topics = settings.kafka().topics();
        boolean bounded = settings.range().isBounded();
        return new AnalyticsPipeline.Sources(
                environment
                        .fromSource(
                                new KafkaSources(settings.kafka())
                                        .range(topics.results(), settings.range()),
                                WatermarkStrategy.noWatermarks(),
                                OperatorUids.RESULTS_SOURCE,
                                ContractTypes.SOURCE_RECORD)
                        .uid(OperatorUids.RESULTS_SOURCE),
                environment
                        .fromSource(
                                new DefinitionSource(settings.kafka(), bounded),
                                WatermarkStrategy.noWatermarks(),
                                OperatorUids.DEFINITIONS_SOURCE,
                                ContractTypes.of(DefinitionRecord.class))
                        .uid(OperatorUids.DEFINITIONS_SOURCE)
                        .setParallelism(1),
                bounded ? null : alerts(environment, settings),
                topics,
                bounded);
    }

    /** Alerts to hand on; a job that goes over the past again hands none on. */
    private static DataStream<SourceRecord> alerts(
            StreamExecutionEnvironment environment, AnalyticsSettings settings) {
        return environment
                .fromSource(
                        new KafkaSources(settings.kafka())
                                .topic(settings.kafka().topics().alerts()),
                        WatermarkStrategy.noWatermarks(),
                        OperatorUids.ALERTS_SOURCE,
                        ContractTypes.SOURCE_RECORD)
                .uid(OperatorUids.ALERTS_SOURCE)
                .setParallelism(1);
    }
}
