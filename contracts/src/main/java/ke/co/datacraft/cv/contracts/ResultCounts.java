package ke.co.datacraft.cv.contracts;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * How much was found on one image, all tasks together.
 *
 * @param objects detected objects
 * @param faces detected faces
 * @param barcodes barcodes
 * @param classes classes
 * @param words recognised words
 */
public record ResultCounts(int objects, int faces, int barcodes, int classes, int words) {

    /** The counts of an image's tasks. */
    public static ResultCounts of(List<TaskResult> tasks) {
        return new ResultCounts(
                sum(tasks, TaskResult::objects),
                sum(tasks, TaskResult::faces),
                sum(tasks, TaskResult::barcodes),
                sum(tasks, TaskResult::classes),
                sum(tasks, task -> task.text() == null ? null : task.text().words()));
    }

    private static int sum(
            List<TaskResult> tasks, Function<TaskResult, ? extends Collection<?>> findings) {
        int sum = 0;
        for (TaskResult task : tasks) {
            Collection<?> found = findings.apply(task);
            sum += found == null ? 0 : found.size();
        }
        return sum;
    }
}
