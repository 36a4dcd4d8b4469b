package ke.co.datacraft.cv.contracts;

/** Why a record became a dead letter. */
public enum ReasonCode {
    /** The record is not JSON. */
    INVALID_JSON(false),
    /** The record has a schema version that this release does not know. */
    UNKNOWN_SCHEMA_VERSION(false),
    /** A field is missing or has a value out of its range. */
    INVALID_FIELD(false),
    /** A task that does not exist was asked for. */
    UNKNOWN_TASK(false),
    /** A pipeline that is not configured was asked for. */
    UNKNOWN_PIPELINE(false),
    /** A model that the repository does not have was asked for. */
    UNKNOWN_MODEL(false),
    /** The model's file is missing, damaged or does not fit its manifest. */
    INVALID_MODEL(false),
    /** The URI's scheme is not one of file, http, https, s3. */
    UNSUPPORTED_SCHEME(false),
    /** The URI points outside what the configuration allows. */
    FORBIDDEN_LOCATION(false),
    /** There is nothing at the URI. */
    NOT_FOUND(false),
    /** The store refused access. */
    ACCESS_DENIED(false),
    /** The store could not be reached or failed; every retry was used. */
    FETCH_FAILED(true),
    /** The time for one image ran out. */
    TIMEOUT(true),
    /** The file is larger than {@code CV_MAX_FILE_SIZE_MB}. */
    FILE_TOO_LARGE(false),
    /** The image has more pixels than {@code CV_MAX_IMAGE_MEGAPIXELS}. */
    TOO_MANY_PIXELS(false),
    /** The file has no bytes. */
    EMPTY_FILE(false),
    /** The bytes are not an image format that can be read. */
    UNSUPPORTED_FORMAT(false),
    /** The bytes begin like an image and then do not hold one. */
    CORRUPT_IMAGE(false),
    /** The document opens only with a password. */
    ENCRYPTED_FILE(false),
    /** What is stored is encrypted and cannot be read with {@code CV_ENCRYPTION_KEY}. */
    DECRYPTION_FAILED(false),
    /** The page asked for does not exist. */
    PAGE_NOT_FOUND(false),
    /** A task's parameter has a wrong value. */
    INVALID_PARAMETER(false),
    /** A task failed for a reason of its own. */
    ANALYSIS_FAILED(true),
    /** A command for a job that is not known (any more). */
    UNKNOWN_JOB(false),
    /** A retry of a job that was retried {@code max_retries} times, or has not failed. */
    RETRY_REFUSED(false),
    /** A frame whose result came after later ones of its source had been analysed. */
    LATE_FRAME(false),
    /** An alert could not be handed on: refused, or every retry was used. */
    DELIVERY_FAILED(true);

    private final boolean transientFailure;

    ReasonCode(boolean transientFailure) {
        this.transientFailure = transientFailure;
    }

    /** Whether the same record may pass another time, unchanged. */
    public boolean isTransient() {
        return transientFailure;
    }
}
