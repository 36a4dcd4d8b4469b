package ke.co.datacraft.cv.bridge.settings;

import java.util.List;

/** Every option of the bridge, in the order of its reference. */
public final class BridgeOptions {

    /**
     * Options that belong together.
     *
     * @param title heading in the reference
     * @param options the options
     */
    public record Group(String title, List<BridgeOption<?>> options) {}

    /** Every group. */
    public static final List<Group> GROUPS =
            List.of(
                    new Group("HTTP", HttpSettings.OPTIONS),
                    new Group("PostgreSQL", DatabasePoolSettings.OPTIONS),
                    new Group("Kafka", KafkaSettings.OPTIONS),
                    new Group("Metrics", MetricsSettings.OPTIONS),
                    new Group("Links", LinkSettings.OPTIONS),
                    new Group("Outbox", OutboxSettings.OPTIONS),
                    new Group("Jobs", JobSettings.OPTIONS),
                    new Group("Uploads", UploadSettings.OPTIONS),
                    new Group("Definitions", DefinitionSettings.OPTIONS),
                    new Group("Object storage", StorageSettings.OPTIONS),
                    new Group("Frames of sources", RetentionSettings.OPTIONS),
                    new Group("Encryption at rest", EncryptionSettings.OPTIONS),
                    new Group("Pictures", PictureSettings.OPTIONS),
                    new Group("Tokens", JwtSettings.OPTIONS),
                    new Group("Access", AccessSettings.OPTIONS),
                    new Group("Audit", AuditSettings.OPTIONS),
                    new Group("Redis", RedisSettings.OPTIONS),
                    new Group("Live events", EventSettings.OPTIONS),
                    new Group("Traces", TraceSettings.OPTIONS),
                    new Group("Log", LogSettings.OPTIONS));

    private BridgeOptions() {}

    /** Every option. */
    public static List<BridgeOption<?>> all() {
        return GROUPS.stream().<BridgeOption<?>>flatMap(group -> group.options().stream()).toList();
    }
}
