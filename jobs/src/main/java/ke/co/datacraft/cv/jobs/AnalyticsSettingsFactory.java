package ke.co.datacraft.cv.jobs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import ke.co.datacraft.cv.contracts.Rfc3339;
import ke.co.datacraft.cv.contracts.encryption.EncryptingInputStream;
import ke.co.datacraft.cv.jobs.kafka.TopicRange;
import ke.co.datacraft.cv.operators.analytics.SceneOptions;
import ke.co.datacraft.cv.operators.analytics.WindowOptions;
import ke.co.datacraft.cv.operators.settings.EvidenceSettings;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import org.apache.flink.configuration.ConfigOption;

/** Builds {@link AnalyticsSettings} from checked values. */
final class AnalyticsSettingsFactory {

    private static final long MEBIBYTE = 1 << 20;
    private static final String EXAMPLE = "2026-01-31T12:00:00Z";

    private final SettingsReader reader;

    AnalyticsSettingsFactory(SettingsReader reader) {
        this.reader = reader;
    }

    AnalyticsSettings create() {
        SettingsFactory shared = new SettingsFactory(reader);
        VisionSettingsFactory vision = new VisionSettingsFactory(reader);
        return new AnalyticsSettings(
                analytics(),
                new DeliverySettingsFactory(reader).create(),
                range(),
                shared.kafka(AnalyticsOptions.GROUP_ID),
                shared.database(),
                vision.redis(),
                evidence(vision),
                vision.encryption(),
                vision.tracing(),
                shared.runtime(),
                reader.oneOf(AnalyticsOptions.STATE_BACKEND, List.of("hashmap", "rocksdb")));
    }

    private SourceAnalyticsSettings analytics() {
        return new SourceAnalyticsSettings(
                reader.milliseconds(AnalyticsOptions.LATENESS_MS, 0, 600_000),
                reader.oneOf(AnalyticsOptions.LATE_FRAMES, List.of("drop", "dead-letter"))
                        .equals("dead-letter"),
                reader.number(AnalyticsOptions.MAX_BUFFERED_FRAMES, 1, 100_000),
                reader.number(AnalyticsOptions.SET_BACK_FRAMES, 1, 100_000),
                reader.seconds(AnalyticsOptions.IDLE_SECONDS, 1, 86_400),
                reader.seconds(AnalyticsOptions.EMIT_SECONDS, 1, 3600),
                tracking(),
                reader.number(AnalyticsOptions.MAX_TRACKS, 1, 100_000),
                scene(),
                windows(),
                livePause());
    }

    /** What is long past is not live, and without Redis nothing is. */
    private Duration livePause() {
        int perSecond = reader.number(AnalyticsOptions.LIVE_FRAMES_PER_SECOND, 0, 25);
        boolean live = perSecond > 0 && redis() && !range().isBounded();
        return live ? Duration.ofMillis(1000 / perSecond) : Duration.ZERO;
    }

    private boolean redis() {
        RedisSettings redis = new VisionSettingsFactory(reader).redis();
        return redis != null && redis.eventsLength() > 0;
    }

    /** The gate of events is that of the tracking. */
    private SceneOptions scene() {
        return new SceneOptions(
                reader.share(AnalyticsOptions.EVENT_CONFIDENCE),
                reader.number(AnalyticsOptions.EVENT_FRAMES, 1, 1000),
                reader.number(AnalyticsOptions.SCORE_HISTORY, 1, 100),
                reader.number(AnalyticsOptions.PENDING_FRAMES, 1, 1000),
                reader.number(AnalyticsOptions.PATH_POINTS, 3, 1000),
                reader.number(AnalyticsOptions.REST_SECONDS, 1, 86_400),
                reader.number(AnalyticsOptions.UPDATE_SECONDS, 0, 3600),
                1 + reader.number(AnalyticsOptions.BETTER_EVIDENCE_PERCENT, 0, 1000) / 100.0);
    }

    private WindowOptions windows() {
        return new WindowOptions(
                reader.number(AnalyticsOptions.EMIT_SECONDS, 1, 3600),
                reader.number(AnalyticsOptions.GRACE_SECONDS, 0, 3600),
                reader.number(AnalyticsOptions.MAX_GAP_SECONDS, 1, 3600),
                reader.number(AnalyticsOptions.HEAT_COLUMNS, 1, 256),
                reader.number(AnalyticsOptions.HEAT_ROWS, 1, 256),
                reader.number(AnalyticsOptions.HEAT_CLASSES, 0, 256),
                reader.number(AnalyticsOptions.MAX_STAYS, 1, 1_000_000),
                reader.number(AnalyticsOptions.MAX_ROWS, 1, 100_000));
    }

    private SourceAnalyticsSettings.TrackingDefaults tracking() {
        return new SourceAnalyticsSettings.TrackingDefaults(
                reader.share(AnalyticsOptions.MIN_CONFIDENCE),
                reader.share(AnalyticsOptions.EVENT_CONFIDENCE),
                reader.number(AnalyticsOptions.EVENT_FRAMES, 1, 1000),
                reader.number(AnalyticsOptions.LOST_MILLISECONDS, 0, 600_000) / 1000.0);
    }

    /** Without a place for objects, frames have their own time and no more. */
    private EvidenceSettings evidence(VisionSettingsFactory shared) {
        boolean wanted = reader.flag(AnalyticsOptions.EVIDENCE);
        boolean folder =
                reader.oneOf(CameraOptions.STORAGE_BACKEND, List.of("s3", "filesystem"))
                        .equals("filesystem");
        EvidenceSettings settings =
                new EvidenceSettings(
                        folder ? reader.path(CameraOptions.STORAGE_PATH) : null,
                        reader.required(CameraOptions.S3_BUCKET),
                        folder ? null : shared.s3(),
                        shared.redis(),
                        EncryptingInputStream.maxStoredLength(
                                reader.number(VisionOptions.MAX_FILE_SIZE_MB, 1, 1024) * MEBIBYTE),
                        reader.number(AnalyticsOptions.EVIDENCE_THREADS, 1, 64),
                        reader.number(AnalyticsOptions.EVIDENCE_WAITING, 1, 100_000),
                        reader.seconds(AnalyticsOptions.EVIDENCE_TIMEOUT_SECONDS, 1, 604_800));
        return wanted && (folder || settings.s3() != null) ? settings : null;
    }

    private TopicRange range() {
        String start = reader.text(AnalyticsOptions.START);
        String end = reader.text(AnalyticsOptions.END);
        Instant until = end == null ? null : time(AnalyticsOptions.END, end, "");
        return switch (start.toLowerCase(Locale.ROOT)) {
            case "committed" -> new TopicRange(TopicRange.Start.COMMITTED, null, until);
            case "earliest" -> new TopicRange(TopicRange.Start.EARLIEST, null, until);
            default ->
                    new TopicRange(
                            TopicRange.Start.TIME,
                            time(AnalyticsOptions.START, start, "committed, earliest, or "),
                            until);
        };
    }

    private static Instant time(ConfigOption<String> option, String value, String others) {
        try {
            return Rfc3339.parse(value);
        } catch (DateTimeException e) {
            throw SettingsReader.wrong(
                    option, value, "give " + others + "a time such as " + EXAMPLE);
        }
    }
}
