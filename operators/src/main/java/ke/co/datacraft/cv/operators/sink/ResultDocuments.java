package ke.co.datacraft.cv.operators.sink;

import java.io.Serializable;
import java.util.Locale;

/**
 * Decides which results are kept whole in {@code cv.image_processing.result_document}, and as what.
 *
 * @param kept whose results
 */
public record ResultDocuments(Kept kept) implements Serializable {

    /** Whose results are kept whole. */
    public enum Kept {
        /** Those of jobs and of cameras. */
        TRUE,
        /** Those of submitted images only; camera frames, which are many, have their rows. */
        JOBS,
        /** Nobody's. */
        FALSE
    }

    /** From {@code true}, {@code jobs} or {@code false}. */
    public static ResultDocuments of(String kept) {
        return new ResultDocuments(Kept.valueOf(kept.toUpperCase(Locale.ROOT)));
    }

    /** What the column holds for this result: its JSON, or null. */
    String document(SerializedResult result) {
        return switch (kept) {
            case TRUE -> result.text();
            case JOBS -> result.result().jobId() == null ? null : result.text();
            case FALSE -> null;
        };
    }
}
