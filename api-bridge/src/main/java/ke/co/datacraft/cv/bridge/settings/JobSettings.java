package ke.co.datacraft.cv.bridge.settings;

import java.time.Duration;
import java.util.List;

/**
 * What jobs may be submitted.
 *
 * @param maxReferences most references of one job
 * @param maxConcurrent most jobs of one tenant that have not ended
 * @param idempotency how long an {@code Idempotency-Key} is remembered
 * @param referenceBuckets other buckets that references may point into
 * @param fileReferences whether references may be {@code file:} URIs
 */
public record JobSettings(
        int maxReferences,
        int maxConcurrent,
        Duration idempotency,
        List<String> referenceBuckets,
        boolean fileReferences) {

    static final BridgeOption<Integer> MAX_REFERENCES =
            BridgeOption.number(
                    "CV_MAX_REFERENCES_PER_JOB", 1000, 1, 10_000, "Most references of one job");

    static final BridgeOption<Integer> MAX_CONCURRENT =
            BridgeOption.number(
                    "CV_MAX_CONCURRENT_JOBS",
                    50,
                    1,
                    1_000_000,
                    "Most jobs of one tenant that have not ended");

    static final BridgeOption<Integer> IDEMPOTENCY_HOURS =
            BridgeOption.number(
                    "CV_IDEMPOTENCY_HOURS",
                    24,
                    1,
                    8760,
                    "How long the answer to an `Idempotency-Key` is remembered, in hours");

    static final BridgeOption<List<String>> REFERENCE_BUCKETS =
            BridgeOption.list(
                    "CV_REFERENCE_BUCKETS",
                    List.of(),
                    "Buckets besides `CV_S3_BUCKET` that submitted references may point into.");

    static final BridgeOption<Boolean> REFERENCE_FILES =
            BridgeOption.flag(
                    "CV_REFERENCE_FILES",
                    false,
                    "Whether submitted references may be `file:` URIs, which VisionJob reads below"
                            + " `CV_ALLOWED_FILE_ROOTS`.");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(
                    MAX_REFERENCES,
                    MAX_CONCURRENT,
                    IDEMPOTENCY_HOURS,
                    REFERENCE_BUCKETS,
                    REFERENCE_FILES);

    static JobSettings read(OptionReader reader) {
        return new JobSettings(
                reader.get(MAX_REFERENCES),
                reader.get(MAX_CONCURRENT),
                Duration.ofHours(reader.get(IDEMPOTENCY_HOURS)),
                reader.get(REFERENCE_BUCKETS),
                reader.get(REFERENCE_FILES));
    }
}
