package ke.co.datacraft.cv.bridge.settings;

import java.time.Duration;
import java.util.List;

/**
 * Limits of uploads and of analyses that are waited for.
 *
 * @param maxFileBytes largest uploaded file
 * @param timeout longest time for one upload
 * @param analyzeMaxFileBytes largest file whose analysis is waited for
 * @param analyzeTimeout longest wait for it
 * @param analyzeMaxWaiting most requests that wait at once
 */
public record UploadSettings(
        long maxFileBytes,
        Duration timeout,
        long analyzeMaxFileBytes,
        Duration analyzeTimeout,
        int analyzeMaxWaiting) {

    private static final int MEBIBYTE = 1 << 20;

    static final BridgeOption<Integer> MAX_FILE_SIZE =
            BridgeOption.number(
                    "CV_MAX_FILE_SIZE_MB",
                    50,
                    1,
                    1024,
                    "Largest file in MiB; the same as VisionJob's");

    static final BridgeOption<Integer> TIMEOUT =
            BridgeOption.number(
                    "CV_UPLOAD_TIMEOUT_SECONDS",
                    600,
                    1,
                    86_400,
                    "Longest time for one upload, in seconds");

    static final BridgeOption<Integer> ANALYZE_MAX_FILE_SIZE =
            BridgeOption.number(
                    "CV_ANALYZE_MAX_FILE_SIZE_MB",
                    10,
                    1,
                    1024,
                    "Largest file in MiB that `/analyze` takes; not above `CV_MAX_FILE_SIZE_MB`");

    static final BridgeOption<Integer> ANALYZE_TIMEOUT =
            BridgeOption.number(
                    "CV_ANALYZE_TIMEOUT_SECONDS",
                    30,
                    1,
                    300,
                    "Longest wait of `/analyze` before it answers with the job, in seconds");

    static final BridgeOption<Integer> ANALYZE_MAX_WAITING =
            BridgeOption.number(
                    "CV_ANALYZE_MAX_WAITING",
                    32,
                    0,
                    4096,
                    "Most requests to `/analyze` that wait at once; further ones get their job at"
                            + " once");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(
                    MAX_FILE_SIZE,
                    TIMEOUT,
                    ANALYZE_MAX_FILE_SIZE,
                    ANALYZE_TIMEOUT,
                    ANALYZE_MAX_WAITING);

    static UploadSettings read(OptionReader reader) {
        int largest = reader.get(MAX_FILE_SIZE);
        int analyzed = reader.get(ANALYZE_MAX_FILE_SIZE);
        if (analyzed > largest && reader.isSet(ANALYZE_MAX_FILE_SIZE)) {
            reader.problem(
                    ANALYZE_MAX_FILE_SIZE,
                    analyzed,
                    "give at most the %d of CV_MAX_FILE_SIZE_MB".formatted(largest));
        }
        return new UploadSettings(
                (long) largest * MEBIBYTE,
                Duration.ofSeconds(reader.get(TIMEOUT)),
                (long) Math.min(analyzed, largest) * MEBIBYTE,
                Duration.ofSeconds(reader.get(ANALYZE_TIMEOUT)),
                reader.get(ANALYZE_MAX_WAITING));
    }
}
