package ke.co.datacraft.cv.operators.metrics;

/** Names of our metrics, exactly as Prometheus shows them, and of their labels. */
public final class MetricNames {

    /** Prefix of every name, and the Flink metric group that holds them. */
    public static final String GROUP = "cv";

    /** Jobs that ended, in any way; label {@link #TASK}. */
    public static final String PROCESSING_JOBS_TOTAL = "cv_processing_jobs_total";

    /** Jobs that ended COMPLETED; the same labels as the total, so that the two divide. */
    public static final String PROCESSING_JOBS_SUCCESS_TOTAL = "cv_processing_jobs_success_total";

    /** Jobs that ended FAILED; the same labels as the total, so that the two divide. */
    public static final String PROCESSING_JOBS_ERROR_TOTAL = "cv_processing_jobs_error_total";

    /** Jobs that started and have not ended. */
    public static final String ACTIVE_JOBS = "cv_active_jobs";

    /** Histogram: admission to outcome of one reference; labels {@link #LANE}, {@link #OUTCOME}. */
    public static final String PROCESSING_DURATION_SECONDS = "cv_processing_duration_seconds";

    /** References with their outcome; labels {@link #LANE}, {@link #OUTCOME}. */
    public static final String REFERENCES_TOTAL = "cv_references_total";

    /** References to parts of documents that were split. */
    public static final String PARTS_TOTAL = "cv_parts_total";

    /** Images and pages with a result; label {@link #LANE}. */
    public static final String IMAGES_TOTAL = "cv_images_total";

    /** Task results; labels {@link #TASK}, {@link #MODEL}, {@link #CACHED}. */
    public static final String TASK_RESULTS_TOTAL = "cv_task_results_total";

    /** Histogram: one task on one image; label {@link #TASK}. */
    public static final String TASK_DURATION_SECONDS = "cv_task_duration_seconds";

    /** Histogram: one step of a task; labels {@link #MODEL}, {@link #STAGE}. */
    public static final String STAGE_DURATION_SECONDS = "cv_stage_duration_seconds";

    /** Histogram: pictures in the run that a picture was in; label {@link #MODEL}. */
    public static final String BATCH_SIZE = "cv_batch_size";

    /** Pictures that wait for a run of a model; label {@link #MODEL}. */
    public static final String BATCH_QUEUE = "cv_batch_queue";

    /** Runs of a model that merges them; label {@link #MODEL}. */
    public static final String BATCH_RUNS_TOTAL = "cv_batch_runs_total";

    /** Pictures given up because they waited too long for a run; label {@link #MODEL}. */
    public static final String BATCH_EXPIRED_TOTAL = "cv_batch_expired_total";

    /** Threads held up because too many pictures waited for a run; label {@link #MODEL}. */
    public static final String BATCH_HELD_UP_TOTAL = "cv_batch_held_up_total";

    /** Records read, by what admission did with them; labels {@link #LANE}, {@link #RESULT}. */
    public static final String RECORDS_TOTAL = "cv_records_total";

    /** Dead letters written; label {@link #REASON}. */
    public static final String DEAD_LETTERS_TOTAL = "cv_dead_letters_total";

    /** Commands by what came of them; labels {@link #COMMAND}, {@link #RESULT}. */
    public static final String COMMANDS_TOTAL = "cv_commands_total";

    /** Histogram: bytes from their store; label {@link #SCHEME}. */
    public static final String FETCH_DURATION_SECONDS = "cv_fetch_duration_seconds";

    /** Bytes fetched; label {@link #SCHEME}. */
    public static final String FETCH_BYTES_TOTAL = "cv_fetch_bytes_total";

    /** Second and later tries to fetch; label {@link #SCHEME}. */
    public static final String FETCH_RETRIES_TOTAL = "cv_fetch_retries_total";

    /** Histogram: bytes to pixels. */
    public static final String DECODE_DURATION_SECONDS = "cv_decode_duration_seconds";

    /** Result cache look-ups; label {@link #RESULT} {@code hit}, {@code miss} or {@code error}. */
    public static final String CACHE_REQUESTS_TOTAL = "cv_result_cache_requests_total";

    /** References inside the async operator now. */
    public static final String IN_FLIGHT_REFERENCES = "cv_in_flight_references";

    /** File bytes held by this process now. */
    public static final String IN_FLIGHT_FILE_BYTES = "cv_in_flight_file_bytes";

    /** Decoded bytes held by this process now. */
    public static final String IN_FLIGHT_DECODED_BYTES = "cv_in_flight_decoded_bytes";

    /** Records read from {@code cv.models}; label {@link #RESULT}. */
    public static final String MODEL_RECORDS_TOTAL = "cv_model_records_total";

    /** Changes of active models as one subtask saw them; labels {@link #MODEL}, {@link #RESULT}. */
    public static final String MODEL_CHANGES_TOTAL = "cv_model_changes_total";

    /** Active models of one subtask now; label {@link #STATE}. */
    public static final String MODEL_ACTIVATIONS = "cv_model_activations";

    /**
     * Trials of shadow versions; label {@link #RESULT} {@code done}, {@code skipped}, {@code
     * failed} or {@code timeout}.
     */
    public static final String SHADOW_RUNS_TOTAL = "cv_shadow_runs_total";

    /** Histogram: agreement of a shadow with the active version, 0 to 1; label {@link #MODEL}. */
    public static final String SHADOW_AGREEMENT = "cv_shadow_agreement";

    /** Histogram: inference of both versions in trials; label {@link #MODEL}, with the version. */
    public static final String SHADOW_INFERENCE_SECONDS = "cv_shadow_inference_seconds";

    /**
     * Results of sources by what became of them; label {@link #RESULT} {@code accepted}, {@code
     * repeated}, {@code late}, {@code pushed} (there were too many to hold back), {@code set_back}
     * (the source's clock was) or {@code inactive} (its source has no definition or is disabled).
     */
    public static final String ANALYTICS_FRAMES_TOTAL = "cv_analytics_frames_total";

    /** Messages of events; labels {@link #KIND} and {@link #TYPE}. */
    public static final String ANALYTICS_EVENTS_TOTAL = "cv_analytics_events_total";

    /** Histogram: seconds from the capture of a frame to its analysis. */
    public static final String ANALYTICS_DELAY_SECONDS = "cv_analytics_delay_seconds";

    /** Frames of a source that were analysed; labels {@link #TENANT} and {@link #SOURCE}. */
    public static final String ANALYTICS_SOURCE_FRAMES_TOTAL = "cv_analytics_source_frames_total";

    /** Frames of a source that came too late; the same labels, as all of sources. */
    public static final String ANALYTICS_SOURCE_LATE_TOTAL = "cv_analytics_source_late_total";

    /** Messages of a source's events. */
    public static final String ANALYTICS_SOURCE_EVENTS_TOTAL = "cv_analytics_source_events_total";

    /** Detections of a source that were not followed, as it had too many objects. */
    public static final String ANALYTICS_SOURCE_REFUSED_TOTAL = "cv_analytics_source_refused_total";

    /** Objects of a source that are followed now. */
    public static final String ANALYTICS_SOURCE_TRACKS = "cv_analytics_source_tracks";

    /** Seconds from the capture of a source's last frame to its analysis. */
    public static final String ANALYTICS_SOURCE_DELAY_SECONDS = "cv_analytics_source_delay_seconds";

    /**
     * Frames whose objects could be shown live; label {@link #RESULT} {@code told} or {@code
     * left_out}.
     */
    public static final String ANALYTICS_LIVE_FRAMES_TOTAL = "cv_analytics_live_frames_total";

    /**
     * What was counted for all classes alone, as its window has all the rows or heat maps that it
     * may have.
     */
    public static final String ANALYTICS_REFUSED_COUNTS_TOTAL = "cv_analytics_refused_counts_total";

    /**
     * Frames that show an event best; label {@link #RESULT} {@code kept}, {@code gone} (there was
     * nothing any more), {@code elsewhere} (CameraJob did not store it) or {@code failed}.
     */
    public static final String EVIDENCE_FRAMES_TOTAL = "cv_evidence_frames_total";

    /** Of these, waiting to be copied now. */
    public static final String EVIDENCE_WAITING = "cv_evidence_waiting";

    /** Records read from the topics of sources, zones and rules; label {@link #RESULT}. */
    public static final String DEFINITION_RECORDS_TOTAL = "cv_definition_records_total";

    /** Models that this process has loaded now. */
    public static final String MODELS_LOADED = "cv_models_loaded";

    /** Live values written to Redis. */
    public static final String REDIS_WRITES_TOTAL = "cv_redis_writes_total";

    /** Live values given up because Redis was away for too long. */
    public static final String REDIS_DROPPED_TOTAL = "cv_redis_dropped_total";

    /** Failed attempts to write to Redis. */
    public static final String REDIS_ERRORS_TOTAL = "cv_redis_errors_total";

    /** Live values that wait to be written. */
    public static final String REDIS_PENDING = "cv_redis_pending";

    /** Frames read of a source; labels {@link #TENANT}, {@link #SOURCE}, as all of sources. */
    public static final String SOURCE_FRAMES_READ_TOTAL = "cv_source_frames_read_total";

    /** Of these, sent. */
    public static final String SOURCE_FRAMES_SENT_TOTAL = "cv_source_frames_sent_total";

    /** Of these, dropped as stale. */
    public static final String SOURCE_FRAMES_DROPPED_TOTAL = "cv_source_frames_dropped_total";

    /** Of these, held back by the motion gate. */
    public static final String SOURCE_FRAMES_WITHOUT_MOTION_TOTAL =
            "cv_source_frames_without_motion_total";

    /** How often a source was opened again. */
    public static final String SOURCE_RECONNECTS_TOTAL = "cv_source_reconnects_total";

    /** 0 connecting, 1 online, 2 stalled, 3 offline, 4 disabled. */
    public static final String SOURCE_STATE = "cv_source_state";

    /** Seconds by which a source's clock is ahead of ours; absent where it has none. */
    public static final String SOURCE_CLOCK_SKEW_SECONDS = "cv_source_clock_skew_seconds";

    /** Seconds since the capture time of the last stored frame of a source. */
    public static final String SOURCE_FRAME_AGE_SECONDS = "cv_source_frame_age_seconds";

    /** Histogram: making a frame of any source ready and storing it. */
    public static final String SOURCE_STORE_SECONDS = "cv_source_store_seconds";

    /**
     * Alerts by what came of handing them on; labels {@link #KIND} and {@link #RESULT} {@code
     * delivered}, {@code failed}, {@code refused} (too many waited for the target) or {@code
     * expired} (too old to be handed on).
     */
    public static final String DELIVERIES_TOTAL = "cv_deliveries_total";

    /** Second and later attempts to hand an alert on; label {@link #KIND}. */
    public static final String DELIVERY_RETRIES_TOTAL = "cv_delivery_retries_total";

    /** Alerts that wait to be handed on. */
    public static final String DELIVERIES_PENDING = "cv_deliveries_pending";

    /** Histogram: one attempt to hand an alert on; label {@link #KIND}. */
    public static final String DELIVERY_ATTEMPT_SECONDS = "cv_delivery_attempt_seconds";

    /** Retained values for the MQTT broker; label {@link #RESULT}. */
    public static final String MQTT_VALUES_TOTAL = "cv_mqtt_values_total";

    /** Retained values that wait for the MQTT broker. */
    public static final String MQTT_PENDING = "cv_mqtt_pending";

    /**
     * Boxes of stored frames that were made unrecognisable; labels {@link #TENANT}, {@link #SOURCE}
     * and {@link #KIND} {@code face}, {@code number_plate}, {@code object} or {@code held}.
     */
    public static final String REDACTIONS_TOTAL = "cv_redactions_total";

    /** Frames of a source that were not stored because they could not be redacted. */
    public static final String REDACTION_FAILURES_TOTAL = "cv_redaction_failures_total";

    /** Histogram: the search for what is redacted in a frame, the wait for a turn included. */
    public static final String REDACTION_SECONDS = "cv_redaction_seconds";

    /** Label: owner of a source. */
    public static final String TENANT = "tenant";

    /** Label: id of a source. */
    public static final String SOURCE = "source";

    /** Label: what an event tells, or why something is redacted. */
    public static final String KIND = "kind";

    /** Label: where in its life an event is. */
    public static final String TYPE = "type";

    /** Label: {@code images} or {@code frames}. */
    public static final String LANE = "lane";

    /** Label: {@code success} or {@code error}. */
    public static final String OUTCOME = "outcome";

    /** Label: what was done with a record. */
    public static final String RESULT = "result";

    /** Label: task name, or several separated by commas. */
    public static final String TASK = "task";

    /** Label: name of a model. */
    public static final String MODEL = "model";

    /** Label: {@code queue}, {@code preprocess}, {@code compute} or {@code postprocess}. */
    public static final String STAGE = "stage";

    /** Label: whether a result came from the cache. */
    public static final String CACHED = "cached";

    /** Label: {@code active}, {@code loading} or {@code failed}. */
    public static final String STATE = "state";

    /** Label: reason code in lower case. */
    public static final String REASON = "reason";

    /** Label: scheme of a URI. */
    public static final String SCHEME = "scheme";

    /** Label: command in lower case. */
    public static final String COMMAND = "command";

    /** Label: which sink. */
    public static final String SINK = "sink";

    private MetricNames() {}
}
