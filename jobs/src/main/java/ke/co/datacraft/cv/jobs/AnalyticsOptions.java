package ke.co.datacraft.cv.jobs;

import static ke.co.datacraft.cv.jobs.VisionOptions.key;
import static ke.co.datacraft.cv.jobs.VisionOptions.number;
import static ke.co.datacraft.cv.jobs.VisionOptions.optionalText;
import static ke.co.datacraft.cv.jobs.VisionOptions.text;

import ke.co.datacraft.cv.operators.analytics.SceneOptions;
import ke.co.datacraft.cv.operators.analytics.WindowOptions;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import org.apache.flink.configuration.ConfigOption;

/**
 * The options that only AnalyticsJob has; Kafka, PostgreSQL, Redis and Flink are those of {@link
 * VisionOptions}. {@link AnalyticsSettings} checks their values.
 */
public final class AnalyticsOptions {

    public static final ConfigOption<String> GROUP_ID =
            text(
                    "analytics-group-id",
                    "cv-analytics",
                    "Consumer group of AnalyticsJob. Its committed offsets are where a job without a"
                            + " checkpoint starts.");

    public static final ConfigOption<String> START =
            text(
                    "analytics-start",
                    "committed",
                    "Where a job without a checkpoint begins to read results: `committed`,"
                            + " `earliest`, or the time of a record such as `2026-01-31T12:00:00Z`."
                            + " With the next option a part of the topic is analysed again, without"
                            + " any inference.");

    public static final ConfigOption<String> END =
            optionalText(
                    "analytics-end",
                    "Time of a record at which AnalyticsJob ends; absent to run for ever.");

    public static final ConfigOption<String> STATE_BACKEND =
            text(
                    "analytics-state-backend",
                    "hashmap",
                    "Where AnalyticsJob keeps its state: `hashmap` (heap, some ten KB for each"
                            + " source) or `rocksdb`.");

    public static final ConfigOption<Integer> LATENESS_MS =
            number(
                    "analytics-lateness-ms",
                    2000,
                    "How long frames of a source are held back so that those which come out of order"
                            + " find their place, in milliseconds of capture time, 0 to 600000.");

    public static final ConfigOption<String> LATE_FRAMES =
            text(
                    "analytics-late-frames",
                    "drop",
                    "What becomes of a frame that comes later than that: `drop` (counted) or"
                            + " `dead-letter`.");

    public static final ConfigOption<Integer> MAX_BUFFERED_FRAMES =
            number(
                    "analytics-max-buffered-frames",
                    1000,
                    "Frames of a source that are held back, 1 to 100000; with more, the earliest goes"
                            + " on at once (counted).");

    public static final ConfigOption<Integer> SET_BACK_FRAMES =
            number(
                    "analytics-set-back-frames",
                    50,
                    "Late frames in a row after which the clock of a source counts as set back: its"
                            + " events end and its time starts anew, 1 to 100000.");

    public static final ConfigOption<Integer> IDLE_SECONDS =
            number(
                    "analytics-idle-seconds",
                    30,
                    "Silence of a source after which its tracks and events end, 1 to 86400.");

    public static final ConfigOption<Integer> EMIT_SECONDS =
            number(
                    "analytics-emit-seconds",
                    10,
                    "Seconds of capture time after which counts of a window that is still open are"
                            + " written again, 1 to 3600.");

    public static final ConfigOption<Double> MIN_CONFIDENCE =
            key("analytics-min-confidence")
                    .doubleType()
                    .defaultValue(0.1)
                    .withDescription(
                            "Confidence below which detections are no part of a track, 0 to 1, unless"
                                    + " the source says otherwise.");

    public static final ConfigOption<Double> EVENT_CONFIDENCE =
            key("analytics-event-confidence")
                    .doubleType()
                    .defaultValue(0.5)
                    .withDescription(
                            "Median confidence from which an object makes events, 0 to 1, unless the"
                                    + " source says otherwise.");

    public static final ConfigOption<Integer> EVENT_FRAMES =
            number(
                    "analytics-event-frames",
                    3,
                    "Frames in which an object must be seen before it makes events, 1 to 1000, unless"
                            + " the source says otherwise.");

    public static final ConfigOption<Integer> LOST_MILLISECONDS =
            number(
                    "analytics-lost-milliseconds",
                    2000,
                    "Absence after which an object is gone, 0 to 600000, unless the source says"
                            + " otherwise.");

    public static final ConfigOption<Integer> MAX_TRACKS =
            number(
                    "analytics-max-tracks",
                    SourceAnalyticsSettings.MAX_TRACKS,
                    "Objects of a source that are followed at once, 1 to 100000; of more, the surest"
                            + " (the others are counted).");

    public static final ConfigOption<Integer> SCORE_HISTORY =
            number(
                    "analytics-score-history",
                    SceneOptions.DEFAULT.scoreHistory(),
                    "Last confidences of an object that the median is taken of, 1 to 100.");

    public static final ConfigOption<Integer> PENDING_FRAMES =
            number(
                    "analytics-pending-frames",
                    SceneOptions.DEFAULT.pendingFrames(),
                    "Observations that are kept of an object that does not count yet, to be made good"
                            + " when it does, 1 to 1000.");

    public static final ConfigOption<Integer> PATH_POINTS =
            number(
                    "analytics-path-points",
                    SceneOptions.DEFAULT.maxPathPoints(),
                    "Points of an object's path, 3 to 1000; of more, every other one is dropped.");

    public static final ConfigOption<Integer> REST_SECONDS =
            number(
                    "analytics-rest-seconds",
                    10,
                    "Rest after which a track is told to be stationary, 1 to 86400.");

    public static final ConfigOption<Integer> UPDATE_SECONDS =
            number(
                    "analytics-update-seconds",
                    5,
                    "Least time between two updates that tell of a better frame alone, 0 to 3600.");

    public static final ConfigOption<Integer> BETTER_EVIDENCE_PERCENT =
            number(
                    "analytics-better-evidence-percent",
                    25,
                    "How much better a frame must show an object to be told of, 0 to 1000.");

    public static final ConfigOption<Integer> GRACE_SECONDS =
            number(
                    "analytics-grace-seconds",
                    60,
                    "Capture time for which a window that is over still takes what is told late, 0 to"
                            + " 3600.");

    public static final ConfigOption<Integer> MAX_GAP_SECONDS =
            number(
                    "analytics-max-gap-seconds",
                    60,
                    "Longest time that a frame stands for in a mean when the next one is late, 1 to"
                            + " 3600.");

    public static final ConfigOption<Integer> LIVE_FRAMES_PER_SECOND =
            number(
                    "analytics-live-frames-per-second",
                    2,
                    "Frames of a source in a second, at most, whose objects are shown live with their"
                            + " tracks, 0 (none) to 25; others are left out (counted).");

    public static final ConfigOption<Integer> HEAT_COLUMNS =
            number(
                    "analytics-heat-columns",
                    WindowOptions.DEFAULT.heatColumns(),
                    "Columns of heat maps, 1 to 256. A map that has begun keeps its own.");

    public static final ConfigOption<Integer> HEAT_ROWS =
            number(
                    "analytics-heat-rows",
                    WindowOptions.DEFAULT.heatRows(),
                    "Rows of heat maps, 1 to 256.");

    public static final ConfigOption<Integer> HEAT_CLASSES =
            number(
                    "analytics-heat-classes",
                    WindowOptions.DEFAULT.heatClasses(),
                    "Classes that have a heat map of their own in an hour of a source, 0 to 256; a"
                            + " further one counts in that of all classes alone (counted).");

    public static final ConfigOption<Integer> MAX_STAYS =
            number(
                    "analytics-max-stays",
                    WindowOptions.DEFAULT.maxDwells(),
                    "Stays of a row of counts up to which its percentiles are exact, 1 to 1000000.");

    public static final ConfigOption<Integer> MAX_ROWS =
            number(
                    "analytics-max-rows",
                    WindowOptions.DEFAULT.maxRows(),
                    "Rows of a window, by zone and class, from which on a further class counts among"
                            + " all classes alone (counted), 1 to 100000.");

    public static final ConfigOption<Boolean> EVIDENCE =
            key("analytics-evidence")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether the frames that show events best are copied, so that they outlive"
                                    + " the others; to object storage, where there is one. The bridge"
                                    + " removes them after `CV_EVIDENCE_SECONDS`.");

    public static final ConfigOption<Integer> EVIDENCE_THREADS =
            number(
                    "analytics-evidence-threads",
                    2,
                    "Such copies that a subtask makes at once, 1 to 64.");

    public static final ConfigOption<Integer> EVIDENCE_WAITING =
            number(
                    "analytics-evidence-waiting",
                    1000,
                    "Frames of a subtask that wait to be copied, 1 to 100000; with more, analytics"
                            + " waits.");

    public static final ConfigOption<Integer> EVIDENCE_TIMEOUT_SECONDS =
            number(
                    "analytics-evidence-timeout-seconds",
                    3600,
                    "How long a copy is tried while a store is away, 1 to 604800; then the frame has"
                            + " the time of all others (counted).");

    private AnalyticsOptions() {}
}
