package ke.co.datacraft.cv.jobs;

import java.util.List;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.jobs.kafka.KafkaSources;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Analyses the images that references on Kafka point at: results go to Kafka, PostgreSQL and Redis.
 */
public final class VisionJob {

    /** Name in Flink's dashboard. */
    public static final String NAME = "VisionJob";

    private VisionJob() {}

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
        JobSettings settings =
                JobSettings.read(Environment.merge(System.getenv(), flink, List.of(arguments)));
        build(environment, settings);
        environment.execute(NAME);
    }

    /**
     * Defines the job in an environment, with Kafka, PostgreSQL and Redis at its ends, and sets
     * what the job needs of Flink.
     *
     * @throws SettingsException when it asks for GPUs and Flink's configuration has none
     */
    public static void build(StreamExecutionEnvironment environment, JobSettings settings) {
        environment.configure(
                FlinkDefaults.ofJob(settings.runtime(), environment.getConfiguration()),
                VisionJob.class.getClassLoader());
        VisionPipeline.define(
                VisionPipeline.Lane.of(
                        settings.vision(),
                        SlotGroups.register(environment, settings.runtime().slots())),
                settings.jobs(),
                sources(environment, settings),
                new VisionSinks(settings).all());
    }

    private static VisionPipeline.Sources sources(
            StreamExecutionEnvironment environment, JobSettings settings) {
        KafkaSources kafka = new KafkaSources(settings.kafka());
        Topics topics = settings.kafka().topics();
        return new VisionPipeline.Sources(
                source(environment, kafka.topic(topics.images()), OperatorUids.IMAGES_SOURCE),
                source(environment, kafka.topic(topics.frames()), OperatorUids.FRAMES_SOURCE),
                // One reader keeps the commands of all jobs in their order of arrival.
                source(environment, kafka.topic(topics.commands()), OperatorUids.COMMANDS_SOURCE)
                        .setParallelism(1),
                source(environment, kafka.compacted(topics.models()), OperatorUids.MODELS_SOURCE)
                        .setParallelism(1));
    }

    private static SingleOutputStreamOperator<SourceRecord> source(
            StreamExecutionEnvironment environment, KafkaSource<SourceRecord> source, String uid) {
        return environment
                .fromSource(
                        source, WatermarkStrategy.noWatermarks(), uid, ContractTypes.SOURCE_RECORD)
                .uid(uid);
    }
}
