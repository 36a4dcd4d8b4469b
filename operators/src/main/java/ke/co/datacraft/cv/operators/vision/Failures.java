package ke.co.datacraft.cv.operators.vision;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.operators.fetch.FetchException;
import ke.co.datacraft.cv.operators.record.Failure;

/** What went wrong, as a failure with a reason code. */
final class Failures {

    private Failures() {}

    /** The failure behind an exception; every exception has one. */
    static Failure of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof FetchException fetch) {
            return new Failure(fetch.reason(), fetch.getMessage());
        }
        if (cause instanceof InferenceException inference) {
            return new Failure(reason(inference.reason()), inference.getMessage());
        }
        if (cause instanceof PageFailedException page) {
            return page.failure();
        }
        if (cause instanceof RejectedReferenceException rejected) {
            return rejected.failure();
        }
        if (cause instanceof CancellationException) {
            return new Failure(ReasonCode.TIMEOUT, "given up before it was done");
        }
        return new Failure(
                ReasonCode.ANALYSIS_FAILED,
                "the analysis failed unexpectedly with "
                        + cause
                        + "; the log of the TaskManager has the details");
    }

    /** Whether the failure is none that this code knows, so that a stack trace helps. */
    static boolean isUnexpected(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        return !(cause instanceof FetchException
                || cause instanceof InferenceException
                || cause instanceof PageFailedException
                || cause instanceof RejectedReferenceException
                || cause instanceof CancellationException);
    }

    static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The contract's reason for one of the inference module. */
    static ReasonCode reason(InferenceException.Reason reason) {
        return switch (reason) {
            case EMPTY_FILE -> ReasonCode.EMPTY_FILE;
            case UNSUPPORTED_FORMAT -> ReasonCode.UNSUPPORTED_FORMAT;
            case CORRUPT_IMAGE -> ReasonCode.CORRUPT_IMAGE;
            case ENCRYPTED_FILE -> ReasonCode.ENCRYPTED_FILE;
            case TOO_MANY_PIXELS -> ReasonCode.TOO_MANY_PIXELS;
            case PAGE_NOT_FOUND -> ReasonCode.PAGE_NOT_FOUND;
            case UNKNOWN_TASK -> ReasonCode.UNKNOWN_TASK;
            case UNKNOWN_MODEL -> ReasonCode.UNKNOWN_MODEL;
            case INVALID_MODEL -> ReasonCode.INVALID_MODEL;
            case INVALID_PARAMETER -> ReasonCode.INVALID_PARAMETER;
            case EXPIRED -> ReasonCode.TIMEOUT;
            case ANALYSIS_FAILED -> ReasonCode.ANALYSIS_FAILED;
        };
    }
}
