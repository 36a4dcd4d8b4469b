package ke.co.datacraft.cv.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import ke.co.datacraft.cv.contracts.FrameStore;
import ke.co.datacraft.cv.operators.camera.CaptureSettings;
import ke.co.datacraft.cv.operators.camera.FrameSettings;
import ke.co.datacraft.cv.operators.camera.ReconnectPolicy;
import ke.co.datacraft.cv.operators.camera.RecordingPlaces;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionSettings;

/** Builds {@link CameraSettings}; holds the ranges and the rules between options. */
final class CameraSettingsFactory {

    private static final double PERCENT = 100;

    private final SettingsReader reader;

    CameraSettingsFactory(SettingsReader reader) {
        this.reader = reader;
    }

    CameraSettings create() {
        SettingsFactory shared = new SettingsFactory(reader);
        return new CameraSettings(
                capture(),
                frames(),
                shared.kafka(CameraOptions.GROUP_ID),
                new VisionSettingsFactory(reader).redis(),
                shared.runtime());
    }

    private CaptureSettings capture() {
        return new CaptureSettings(
                reader.number(CameraOptions.MAX_PER_SUBTASK, 1, 1024),
                reader.number(CameraOptions.QUEUED_FRAMES, 1, 1000),
                reader.number(CameraOptions.FRAMES_PER_SECOND, 1, 240),
                reader.milliseconds(CameraOptions.CONNECT_TIMEOUT_MS, 100, 600_000),
                reader.milliseconds(CameraOptions.STALL_TIMEOUT_MS, 100, 3_600_000),
                reconnect(),
                reader.seconds(CameraOptions.STATUS_INTERVAL_SECONDS, 1, 3600),
                places(),
                reader.path(CameraOptions.SECRETS_PATH));
    }

    private RecordingPlaces places() {
        return new RecordingPlaces(
                reader.list(VisionOptions.ALLOWED_FILE_ROOTS),
                storage(),
                reader.required(CameraOptions.S3_BUCKET),
                reader.list(CameraOptions.BUCKETS),
                new VisionSettingsFactory(reader).s3());
    }

    /** Folder of all objects, or null where they are in a bucket. */
    private String storage() {
        boolean folder =
                reader.oneOf(CameraOptions.STORAGE_BACKEND, List.of("s3", "filesystem"))
                        .equals("filesystem");
        return folder ? reader.path(CameraOptions.STORAGE_PATH) : null;
    }

    private FrameSettings frames() {
        VisionSettingsFactory shared = new VisionSettingsFactory(reader);
        String store = reader.oneOf(CameraOptions.FRAME_STORE, List.of("object_storage", "redis"));
        return new FrameSettings(
                FrameStore.valueOf(store.toUpperCase(Locale.ROOT)),
                reader.seconds(CameraOptions.FRAME_SECONDS, 1, 315_360_000),
                reader.number(CameraOptions.MAX_WIDTH, 16, 16_384),
                reader.number(CameraOptions.MAX_HEIGHT, 16, 16_384),
                reader.number(CameraOptions.JPEG_QUALITY, 1, 100),
                storage(),
                reader.required(CameraOptions.S3_BUCKET),
                shared.s3(),
                shared.redis(),
                shared.encryption(),
                redaction(shared));
    }

    private RedactionSettings redaction(VisionSettingsFactory shared) {
        return new RedactionSettings(
                reader.text(CameraOptions.REDACTION_MODEL),
                reader.required(CameraOptions.REDACTION_FACE_MODEL),
                reader.text(CameraOptions.REDACTION_PLATE_MODEL),
                vehicleLabels(),
                reader.number(CameraOptions.REDACTION_VEHICLE_PERCENT, 1, 100) / PERCENT,
                reader.share(CameraOptions.REDACTION_CONFIDENCE),
                reader.share(CameraOptions.REDACTION_FACE_CONFIDENCE),
                reader.number(CameraOptions.REDACTION_MARGIN_PERCENT, 0, 200) / PERCENT,
                reader.number(CameraOptions.REDACTION_HOLD_FRAMES, 0, 100),
                reader.number(CameraOptions.REDACTION_THREADS, 0, 1024),
                shared.inference());
    }

    private List<String> vehicleLabels() {
        List<String> labels = reader.list(CameraOptions.REDACTION_VEHICLE_LABELS);
        if (labels.isEmpty()) {
            throw SettingsReader.wrong(
                    CameraOptions.REDACTION_VEHICLE_LABELS,
                    reader.text(CameraOptions.REDACTION_VEHICLE_LABELS),
                    "give classes of a detector, such as car,truck");
        }
        return labels;
    }

    private ReconnectPolicy reconnect() {
        Duration initial = reader.milliseconds(CameraOptions.RECONNECT_INITIAL_MS, 1, 600_000);
        Duration max = reader.milliseconds(CameraOptions.RECONNECT_MAX_MS, 1, 3_600_000);
        if (max.compareTo(initial) < 0) {
            throw SettingsReader.wrong(
                    CameraOptions.RECONNECT_MAX_MS,
                    Long.toString(max.toMillis()),
                    "give at least the "
                            + initial.toMillis()
                            + " of CV_CAMERA_RECONNECT_INITIAL_MS");
        }
        return new ReconnectPolicy(initial, max);
    }
}
