package ke.co.datacraft.cv.bridge.tenant;

import java.time.Instant;
import java.util.List;

/**
 * What a tenant used between two times.
 *
 * @param tenantId whose
 * @param after from when on
 * @param before up to but without when
 * @param jobs jobs submitted
 * @param images images and pages analysed
 * @param failed dead letters
 * @param inputBytes bytes of the files analysed
 * @param processingMs time spent on them in milliseconds
 * @param findings objects, words, faces, codes and classes that were found
 * @param storedBytes bytes of its uploads that are stored now
 * @param tasks images with results, by task
 * @param days by day in UTC
 */
record Usage(
        String tenantId,
        Instant after,
        Instant before,
        long jobs,
        long images,
        long failed,
        long inputBytes,
        long processingMs,
        long findings,
        long storedBytes,
        List<Task> tasks,
        List<Day> days) {

    /**
     * What was done with one task.
     *
     * @param task the task
     * @param results images with results of it
     * @param findings what was found
     */
    record Task(String task, long results, long findings) {}

    /**
     * One day.
     *
     * @param day {@code yyyy-MM-dd}
     * @param jobs jobs submitted
     * @param images images and pages analysed
     * @param failed dead letters
     * @param inputBytes bytes of the files analysed
     */
    record Day(String day, long jobs, long images, long failed, long inputBytes) {}
}
