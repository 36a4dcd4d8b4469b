package ke.co.datacraft.cv.jobs;

import java.util.List;

/**
 * Uids of our jobs' operators, which are also their names. Part of every savepoint: never change.
 */
public final class OperatorUids {

    static final String IMAGES_SOURCE = "images-source";
    static final String FRAMES_SOURCE = "frames-source";
    static final String COMMANDS_SOURCE = "commands-source";
    static final String COMMANDS_PARSER = "commands-parser";
    static final String IMAGES_ADMISSION = "images-admission";
    static final String FRAMES_ADMISSION = "frames-admission";
    static final String MODELS_SOURCE = "models-source";
    static final String MODELS_PARSER = "models-parser";
    static final String IMAGES_MODELS = "images-models";
    static final String FRAMES_MODELS = "frames-models";
    static final String IMAGES_VISION = "images-vision";
    static final String FRAMES_VISION = "frames-vision";
    static final String IMAGES_ROUTER = "images-router";
    static final String FRAMES_ROUTER = "frames-router";
    static final String SHADOW_VISION = "shadow-vision";
    static final String RESULTS = "results";
    static final String RESULTS_JSON = "results-json";
    static final String JOB_PROGRESS = "job-progress";

    static final String RESULTS_KAFKA = "results-kafka";
    static final String SHADOW_RESULTS_KAFKA = "shadow-results-kafka";
    static final String STATUSES_KAFKA = "statuses-kafka";
    static final String DEAD_LETTERS_KAFKA = "dead-letters-kafka";
    static final String RESUBMISSIONS_KAFKA = "resubmissions-kafka";
    static final String RESULTS_REDIS = "results-redis";
    static final String STATUSES_REDIS = "statuses-redis";

    static final String IMAGE_ROWS = "image-rows";
    static final String IMAGE_ROWS_POSTGRESQL = "image-rows-postgresql";
    static final String DETECTION_ROWS = "detection-rows";
    static final String DETECTION_ROWS_POSTGRESQL = "detection-rows-postgresql";
    static final String QUALITY_ROWS = "quality-rows";
    static final String QUALITY_ROWS_POSTGRESQL = "quality-rows-postgresql";
    static final String TEXT_PAGES = "text-pages";
    static final String TEXT_PAGES_POSTGRESQL = "text-pages-postgresql";
    static final String TEXT_WORDS_POSTGRESQL = "text-words-postgresql";
    static final String CLASSIFICATION_ROWS = "classification-rows";
    static final String CLASSIFICATION_ROWS_POSTGRESQL = "classification-rows-postgresql";
    static final String FACE_ROWS = "face-rows";
    static final String FACE_ROWS_POSTGRESQL = "face-rows-postgresql";
    static final String BARCODE_ROWS = "barcode-rows";
    static final String BARCODE_ROWS_POSTGRESQL = "barcode-rows-postgresql";
    static final String EMBEDDING_ROWS = "embedding-rows";
    static final String EMBEDDING_ROWS_POSTGRESQL = "embedding-rows-postgresql";
    static final String JOB_ROWS = "job-rows";
    static final String JOB_ROWS_POSTGRESQL = "job-rows-postgresql";
    static final String DEAD_LETTER_ROWS = "dead-letter-rows";
    static final String DEAD_LETTER_ROWS_POSTGRESQL = "dead-letter-rows-postgresql";

    static final String EVENTS_KAFKA = "events-kafka";
    static final String EVENTS_POSTGRESQL = "events-postgresql";
    static final String EVENTS_REDIS = "events-redis";
    static final String TRACKS_REDIS = "tracks-redis";
    static final String ALERTS_KAFKA = "alerts-kafka";
    static final String ALERTS_POSTGRESQL = "alerts-postgresql";
    static final String ALERTS_REDIS = "alerts-redis";
    static final String COUNTS_POSTGRESQL = "counts-postgresql";
    static final String HEAT_MAPS_POSTGRESQL = "heat-maps-postgresql";
    static final String EVIDENCE_FRAMES = "evidence-frames";
    static final String EVIDENCE = "evidence";

    static final String RESULTS_SOURCE = "results-source";
    static final String RESULTS_PARSER = "results-parser";
    static final String DEFINITIONS_SOURCE = "definitions-source";
    static final String DEFINITIONS_PARSER = "definitions-parser";
    static final String SOURCE_ANALYTICS = "source-analytics";
    static final String RULES = "rules";
    static final String ALERTS = "alerts";
    static final String ALERTS_SOURCE = "alerts-source";
    static final String DELIVERIES_PARSER = "deliveries-parser";
    static final String DELIVERIES = "deliveries";
    static final String SOURCE_COUNTS_MQTT = "source-counts-mqtt";

    static final String CAMERAS_SOURCE = "cameras-source";
    static final String CAMERAS_ROUTER = "cameras-router";
    static final String FRAMES_KAFKA = "frames-kafka";
    static final String SOURCE_STATUS_KAFKA = "source-status-kafka";
    static final String SOURCE_STATUS_REDIS = "source-status-redis";
    static final String CAMERA_DEAD_LETTERS_KAFKA = "camera-dead-letters-kafka";

    /** Those of CameraJob, in the order of the data's way. */
    public static final List<String> OF_CAMERA_JOB =
            List.of(
                    CAMERAS_SOURCE,
                    CAMERAS_ROUTER,
                    FRAMES_KAFKA,
                    SOURCE_STATUS_KAFKA,
                    SOURCE_STATUS_REDIS,
                    CAMERA_DEAD_LETTERS_KAFKA);

    /** Those of AnalyticsJob, in the order of the data's way. */
    public static final List<String> OF_ANALYTICS =
            List.of(
                    RESULTS_SOURCE,
                    RESULTS_PARSER,
                    DEFINITIONS_SOURCE,
                    DEFINITIONS_PARSER,
                    SOURCE_ANALYTICS,
                    EVENTS_KAFKA,
                    EVENTS_POSTGRESQL,
                    EVENTS_REDIS,
                    TRACKS_REDIS,
                    RULES,
                    ALERTS,
                    ALERTS_KAFKA,
                    ALERTS_POSTGRESQL,
                    ALERTS_REDIS,
                    ALERTS_SOURCE,
                    DELIVERIES_PARSER,
                    DELIVERIES,
                    SOURCE_COUNTS_MQTT,
                    COUNTS_POSTGRESQL,
                    HEAT_MAPS_POSTGRESQL,
                    EVIDENCE_FRAMES,
                    EVIDENCE,
                    DEAD_LETTERS_KAFKA,
                    DEAD_LETTER_ROWS,
                    DEAD_LETTER_ROWS_POSTGRESQL);

    /** Those of VisionJob, in the order of the data's way. */
    public static final List<String> ALL =
            List.of(
                    IMAGES_SOURCE,
                    FRAMES_SOURCE,
                    COMMANDS_SOURCE,
                    COMMANDS_PARSER,
                    IMAGES_ADMISSION,
                    FRAMES_ADMISSION,
                    MODELS_SOURCE,
                    MODELS_PARSER,
                    IMAGES_MODELS,
                    FRAMES_MODELS,
                    IMAGES_VISION,
                    FRAMES_VISION,
                    IMAGES_ROUTER,
                    FRAMES_ROUTER,
                    SHADOW_VISION,
                    RESULTS,
                    RESULTS_JSON,
                    JOB_PROGRESS,
                    RESULTS_KAFKA,
                    SHADOW_RESULTS_KAFKA,
                    STATUSES_KAFKA,
                    DEAD_LETTERS_KAFKA,
                    RESUBMISSIONS_KAFKA,
                    RESULTS_REDIS,
                    STATUSES_REDIS,
                    IMAGE_ROWS,
                    IMAGE_ROWS_POSTGRESQL,
                    DETECTION_ROWS,
                    DETECTION_ROWS_POSTGRESQL,
                    QUALITY_ROWS,
                    QUALITY_ROWS_POSTGRESQL,
                    TEXT_PAGES,
                    TEXT_PAGES_POSTGRESQL,
                    TEXT_WORDS_POSTGRESQL,
                    CLASSIFICATION_ROWS,
                    CLASSIFICATION_ROWS_POSTGRESQL,
                    FACE_ROWS,
                    FACE_ROWS_POSTGRESQL,
                    BARCODE_ROWS,
                    BARCODE_ROWS_POSTGRESQL,
                    EMBEDDING_ROWS,
                    EMBEDDING_ROWS_POSTGRESQL,
                    JOB_ROWS,
                    JOB_ROWS_POSTGRESQL,
                    DEAD_LETTER_ROWS,
                    DEAD_LETTER_ROWS_POSTGRESQL);

    private OperatorUids() {}
}
