package ke.co.datacraft.cv.jobs;

import java.util.Arrays;
import java.util.List;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.jobs.kafka.KafkaEndpoints;
import ke.co.datacraft.cv.jobs.postgres.DatabaseAddress;
import ke.co.datacraft.cv.jobs.postgres.DatabaseSettings;
import ke.co.datacraft.cv.operators.settings.JobPolicy;
import ke.co.datacraft.cv.operators.sink.ResultDocuments;
import org.apache.flink.configuration.ConfigOption;

/** Builds {@link JobSettings}, and what other jobs share with it, from checked values. */
final class SettingsFactory {

    private static final int MINUTES_PER_YEAR = 525_600;

    private final SettingsReader reader;

    SettingsFactory(SettingsReader reader) {
        this.reader = reader;
    }

    JobSettings create() {
        return new JobSettings(
                new VisionSettingsFactory(reader).create(),
                jobs(),
                database(),
                kafka(VisionOptions.KAFKA_GROUP_ID),
                runtime());
    }

    private JobPolicy jobs() {
        return new JobPolicy(
                reader.minutes(VisionOptions.JOB_TIMEOUT_MINUTES, 1, MINUTES_PER_YEAR),
                reader.minutes(VisionOptions.JOB_RETENTION_MINUTES, 1, MINUTES_PER_YEAR));
    }

    DatabaseSettings database() {
        String url = reader.required(VisionOptions.DATABASE_URL);
        try {
            return new DatabaseSettings(
                    DatabaseAddress.parse(url),
                    reader.number(VisionOptions.DATABASE_BATCH_SIZE, 1, 10_000),
                    reader.milliseconds(VisionOptions.DATABASE_LINGER_MILLISECONDS, 1, 60_000),
                    reader.number(VisionOptions.DATABASE_MAX_RETRIES, 0, 100),
                    ResultDocuments.of(
                            reader.oneOf(
                                    VisionOptions.RESULT_DOCUMENTS,
                                    List.of("true", "jobs", "false"))));
        } catch (SettingsException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw SettingsReader.wrong(VisionOptions.DATABASE_URL, url, e.getMessage());
        }
    }

    /**
     * @param groupId option that names the job's consumer group
     */
    KafkaEndpoints kafka(ConfigOption<String> groupId) {
        List<String> brokers = reader.hosts(VisionOptions.KAFKA_BOOTSTRAP_SERVERS, "kafka1:9092");
        if (brokers.isEmpty()) {
            throw SettingsReader.wrong(
                    VisionOptions.KAFKA_BOOTSTRAP_SERVERS,
                    "",
                    "give host:port, such as kafka1:9092");
        }
        String prefix = reader.text(VisionOptions.TOPIC_PREFIX);
        if (!prefix.matches("[A-Za-z0-9._-]{1,200}")) {
            throw SettingsReader.wrong(
                    VisionOptions.TOPIC_PREFIX,
                    prefix,
                    "give letters, digits, full stops, hyphens and underscores, such as cv.");
        }
        return new KafkaEndpoints(
                String.join(",", brokers),
                reader.required(groupId),
                new Topics(prefix),
                reader.map(VisionOptions.KAFKA_PROPERTIES));
    }

    RuntimeSettings runtime() {
        return new RuntimeSettings(
                reader.number(VisionOptions.PARALLELISM, 0, 1024),
                reader.seconds(VisionOptions.CHECKPOINT_INTERVAL_SECONDS, 1, 86_400),
                checkpointDirectory(),
                reader.milliseconds(VisionOptions.BUFFER_TIMEOUT_MILLISECONDS, 0, 60_000),
                metricsPort(),
                slots());
    }

    private SlotSettings slots() {
        return new SlotSettings(
                reader.number(VisionOptions.GPU_SLOTS, 0, 1024),
                reader.number(VisionOptions.SLOT_CPU_PERCENT, 1, 6400) / 100.0,
                reader.number(VisionOptions.SLOT_HEAP_MB, 1, 1_048_576),
                reader.number(VisionOptions.SLOT_MANAGED_MB, 1, 1_048_576));
    }

    private String checkpointDirectory() {
        String directory = reader.text(VisionOptions.CHECKPOINT_DIRECTORY);
        if (directory != null && !directory.matches("[a-z][a-z0-9+.-]*:/.*")) {
            throw SettingsReader.wrong(
                    VisionOptions.CHECKPOINT_DIRECTORY,
                    directory,
                    "give a URI, such as file:///var/lib/cv/checkpoints or s3://bucket/checkpoints");
        }
        return directory;
    }

    private String metricsPort() {
        String port = reader.text(VisionOptions.METRICS_PORT);
        if (!port.matches("[0-9]{1,5}(-[0-9]{1,5})?")
                || Arrays.stream(port.split("-")).mapToInt(Integer::parseInt).max().getAsInt()
                        > 65_535) {
            throw SettingsReader.wrong(
                    VisionOptions.METRICS_PORT,
                    port,
                    "give a port from 0 to 65535 or a range such as 9090-9099");
        }
        return reader.flag(VisionOptions.METRICS_ENABLED) ? port : null;
    }
}
