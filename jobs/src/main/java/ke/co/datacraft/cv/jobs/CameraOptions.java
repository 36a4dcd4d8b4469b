package ke.co.datacraft.cv.jobs;

import static ke.co.datacraft.cv.jobs.VisionOptions.key;
import static ke.co.datacraft.cv.jobs.VisionOptions.number;
import static ke.co.datacraft.cv.jobs.VisionOptions.optionalText;
import static ke.co.datacraft.cv.jobs.VisionOptions.text;

import org.apache.flink.configuration.ConfigOption;

/** Options of CameraJob alone; those that it shares with VisionJob are {@link VisionOptions}. */
public final class CameraOptions {

    public static final ConfigOption<String> GROUP_ID =
            text("camera-group-id", "cv-camera", "What the Kafka clients of CameraJob are called.");

    public static final ConfigOption<Integer> MAX_PER_SUBTASK =
            number(
                    "camera-max-per-subtask",
                    64,
                    "Cameras that one subtask captures at once, each with a thread, 1 to 1024; more"
                            + " wait and say so in their status.");

    public static final ConfigOption<Integer> QUEUED_FRAMES =
            number(
                    "camera-queued-frames",
                    8,
                    "Stored frames of a source with the policy `guarantee` that wait to be sent, 1 to"
                            + " 1000; then the source waits.");

    public static final ConfigOption<Integer> FRAMES_PER_SECOND =
            number(
                    "camera-frames-per-second",
                    5,
                    "Most frames per second that are sent of a source that does not say it, 1 to"
                            + " 240.");

    public static final ConfigOption<Integer> CONNECT_TIMEOUT_MS =
            number(
                    "camera-connect-timeout-ms",
                    10_000,
                    "Patience with the opening of a source that does not say it, 100 to 600000.");

    public static final ConfigOption<Integer> STALL_TIMEOUT_MS =
            number(
                    "camera-stall-timeout-ms",
                    10_000,
                    "Time without a frame after which a source that does not say it is `stalled` and"
                            + " opened again, 100 to 3600000.");

    public static final ConfigOption<Integer> RECONNECT_INITIAL_MS =
            number(
                    "camera-reconnect-initial-ms",
                    1000,
                    "Bound of the first pause before a source is opened again, 1 to 600000. It"
                            + " doubles from attempt to attempt; each pause is drawn between 0 and"
                            + " its bound.");

    public static final ConfigOption<Integer> RECONNECT_MAX_MS =
            number(
                    "camera-reconnect-max-ms",
                    30_000,
                    "Bound of all pauses for a source that does not say it, 1 to 3600000.");

    public static final ConfigOption<Integer> STATUS_INTERVAL_SECONDS =
            number(
                    "camera-status-interval-seconds",
                    10,
                    "Longest time between two statuses of a source, 1 to 3600; each change is told"
                            + " at once. Below `CV_CACHE_TTL`, or statuses vanish from Redis.");

    public static final ConfigOption<String> SECRETS_PATH =
            optionalText(
                    "camera-secrets-path",
                    "Folder with a file for each secret that sources name, holding `user:password`;"
                            + " read on the TaskManagers. A secret that has no file there is taken"
                            + " from `CV_CAMERA_SECRET_` and its name.");

    public static final ConfigOption<String> BUCKETS =
            text(
                    "camera-buckets",
                    "",
                    "Buckets, by commas, that recordings may lie in besides `CV_S3_BUCKET`, of which"
                            + " each tenant may read its own objects.");

    public static final ConfigOption<String> FRAME_STORE =
            text(
                    "camera-frame-store",
                    "object_storage",
                    "Where frames of a source that does not say it are kept: `object_storage`, which"
                            + " is that of uploads, or `redis`.");

    public static final ConfigOption<Integer> FRAME_SECONDS =
            number(
                    "camera-frame-seconds",
                    86_400,
                    "How long frames of a source that does not say it are kept, at least, 1 to"
                            + " 315360000; in object storage they go by the hour.");

    public static final ConfigOption<Integer> MAX_WIDTH =
            number(
                    "camera-max-width",
                    1920,
                    "Width in pixels to which frames of a source that does not say it are scaled"
                            + " down, 16 to 16384.");

    public static final ConfigOption<Integer> MAX_HEIGHT =
            number(
                    "camera-max-height",
                    1080,
                    "Height in pixels to which frames of a source that does not say it are scaled"
                            + " down, 16 to 16384.");

    public static final ConfigOption<Integer> JPEG_QUALITY =
            number(
                    "camera-jpeg-quality",
                    85,
                    "Quality of the JPEGs of a source that does not say it, 1 to 100.");

    public static final ConfigOption<String> REDACTION_MODEL =
            optionalText(
                    "redaction-model",
                    "Model that finds the classes and vehicles which sources redact: `name` or"
                            + " `name@version`. Without it that of `CV_YOLO_MODEL`; the shipped"
                            + " `street-objects`, which finds nothing in real pictures, then serves"
                            + " simulated sources only.");

    public static final ConfigOption<String> REDACTION_FACE_MODEL =
            text(
                    "redaction-face-model",
                    "yunet",
                    "Model of `face_detection` that finds the faces which sources redact, fetched by"
                            + " `./cv models pull yunet`. `opencv-frontalface` needs no file, but"
                            + " finds fewer than half of the faces in photographs.");

    public static final ConfigOption<String> REDACTION_PLATE_MODEL =
            optionalText(
                    "redaction-plate-model",
                    "Model of `object_detection` whose finds, of any class, are number plates."
                            + " Without it the lower parts of vehicles are redacted.");

    public static final ConfigOption<String> REDACTION_VEHICLE_LABELS =
            text(
                    "redaction-vehicle-labels",
                    "car,truck,bus,motorcycle,lorry,van,motorbike",
                    "Classes of `CV_REDACTION_MODEL` that have number plates; those that it does"
                            + " not know are passed over.");

    public static final ConfigOption<Integer> REDACTION_VEHICLE_PERCENT =
            number(
                    "redaction-vehicle-percent",
                    60,
                    "Part of a vehicle's height, from below, that is redacted for its number plate,"
                            + " 1 to 100.");

    public static final ConfigOption<Double> REDACTION_CONFIDENCE =
            key("redaction-confidence")
                    .doubleType()
                    .defaultValue(0.1)
                    .withDescription(
                            "Least confidence of classes, vehicles and number plates that are"
                                    + " redacted, 0 to 1; lower misses less and hides more for"
                                    + " nothing.");

    public static final ConfigOption<Double> REDACTION_FACE_CONFIDENCE =
            key("redaction-face-confidence")
                    .doubleType()
                    .defaultValue(0.3)
                    .withDescription(
                            "Least confidence of faces that are redacted, 0 to 1;"
                                    + " `opencv-frontalface` has none.");

    public static final ConfigOption<Integer> REDACTION_MARGIN_PERCENT =
            number(
                    "redaction-margin-percent",
                    15,
                    "Part of its width and height by which a box is grown on each side before it is"
                            + " redacted, 0 to 200; at least two pixels.");

    public static final ConfigOption<Integer> REDACTION_HOLD_FRAMES =
            number(
                    "redaction-hold-frames",
                    3,
                    "Stored frames in which a box stays redacted after its thing was last found,"
                            + " where it was and where it should be by then, 0 to 100.");

    public static final ConfigOption<Integer> REDACTION_THREADS =
            number(
                    "redaction-threads",
                    0,
                    "Frames of all sources of a TaskManager that are searched for what is redacted"
                            + " at once, 0 to 1024; 0 for as many as it has processors.");

    public static final ConfigOption<String> STORAGE_BACKEND =
            text(
                    "storage-backend",
                    "s3",
                    "Where objects are kept, as the bridge has it: `s3`, in the bucket, or"
                            + " `filesystem`, in the folder `CV_STORAGE_PATH`.");

    public static final ConfigOption<String> STORAGE_PATH =
            text(
                    "storage-path",
                    "data/uploads",
                    "Folder of objects, as the bridge has it; all TaskManagers must see it.");

    public static final ConfigOption<String> S3_BUCKET =
            text(
                    "s3-bucket",
                    "computer-vision-files",
                    "Bucket of objects, as the bridge has it; it must exist.");

    private CameraOptions() {}
}
