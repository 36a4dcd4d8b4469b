package ke.co.datacraft.cv.bridge.upload;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;

/** How large a file may be and how long its upload may take. */
public final class UploadLimits {

    private final long maxBytes;
    private final String option;
    private final Clock clock;
    private final Instant deadline;

    /**
     * @param maxBytes largest file
     * @param option the setting that says so
     * @param clock what time it is
     * @param longest time from now
     */
    public UploadLimits(long maxBytes, String option, Clock clock, Duration longest) {
        this.maxBytes = maxBytes;
        this.option = option;
        this.clock = clock;
        this.deadline = clock.instant().plus(longest);
    }

    void requireSize(long size) {
        if (size > maxBytes) {
            throw new ApiError(
                            ErrorCode.PAYLOAD_TOO_LARGE,
                            "The file has more than %d MiB".formatted(maxBytes >> 20))
                    .field("file")
                    .cure("Send a smaller file, or have " + option + " raised");
        }
    }

    void requireTime() {
        if (clock.instant().isAfter(deadline)) {
            throw new ApiError(ErrorCode.REQUEST_TIMEOUT, "The upload took too long")
                    .cure("Send fewer files at once, or have CV_UPLOAD_TIMEOUT_SECONDS raised");
        }
    }
}
