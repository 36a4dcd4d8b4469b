package ke.co.datacraft.cv.bridge.settings;

import java.util.Map;
import ke.co.datacraft.cv.telemetry.TracingSettings;

/**
 * All settings of a bridge, checked.
 *
 * @param http how it listens
 * @param database PostgreSQL
 * @param kafka Kafka
 * @param metrics metrics for Prometheus
 * @param links pages of others
 * @param storage object storage
 * @param retention how long frames of sources are kept there
 * @param outbox the way from the database to Kafka
 * @param definitions limits of what tenants define
 * @param security who may come in
 * @param encryption encryption at rest
 * @param redis Redis
 * @param events limits of live events
 * @param pictures pictures with results drawn in
 * @param jobs what may be submitted
 * @param uploads limits of uploads
 * @param tracing whether and where traces go
 * @param log what is logged
 */
public record BridgeSettings(
        HttpSettings http,
        DatabasePoolSettings database,
        KafkaSettings kafka,
        MetricsSettings metrics,
        LinkSettings links,
        StorageSettings storage,
        RetentionSettings retention,
        OutboxSettings outbox,
        DefinitionSettings definitions,
        SecuritySettings security,
        EncryptionSettings encryption,
        RedisSettings redis,
        EventSettings events,
        PictureSettings pictures,
        JobSettings jobs,
        UploadSettings uploads,
        TracingSettings tracing,
        LogSettings log) {

    /** What the way from the database to Kafka needs. */
    public RelaySettings relay() {
        return new RelaySettings(database.url(), kafka, outbox);
    }

    /**
     * Reads the variables.
     *
     * @param variables the environment, or what stands for it; names that are no option are ignored
     * @throws SettingsException naming every wrong variable, its value and the cure
     */
    public static BridgeSettings read(Map<String, String> variables) {
        OptionReader reader = new OptionReader(variables);
        HttpSettings http = HttpSettings.read(reader);
        BridgeSettings settings =
                new BridgeSettings(
                        http,
                        DatabasePoolSettings.read(reader),
                        KafkaSettings.read(reader),
                        MetricsSettings.read(reader),
                        LinkSettings.read(reader),
                        StorageSettings.read(reader),
                        RetentionSettings.read(reader),
                        OutboxSettings.read(reader),
                        DefinitionSettings.read(reader),
                        SecuritySettings.read(reader),
                        EncryptionSettings.read(reader),
                        RedisSettings.read(reader),
                        EventSettings.read(reader, http),
                        PictureSettings.read(reader),
                        JobSettings.read(reader),
                        UploadSettings.read(reader),
                        TraceSettings.read(reader),
                        LogSettings.read(reader));
        reader.check();
        return settings;
    }
}
