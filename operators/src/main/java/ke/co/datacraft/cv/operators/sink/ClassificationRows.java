package ke.co.datacraft.cv.operators.sink;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.TaskResult;

/**
 * Rows of {@code cv.image_classifications} that one result gives, which one statement writes.
 *
 * @param result what they share
 * @param classes best first; may be empty
 */
public record ClassificationRows(ResultColumns result, List<Row> classes) {

    /**
     * One class.
     *
     * @param id the row
     * @param rank 0 for the best
     * @param label class name
     * @param classId index of the class in the model, from 0
     * @param confidence 0..1
     */
    public record Row(UUID id, int rank, String label, int classId, double confidence) {}

    /** One per task that classified the image, also when no class was sure enough. */
    public static List<ClassificationRows> of(ImageResult result) {
        return result.tasks().stream()
                .filter(task -> task.classes() != null)
                .map(task -> of(ResultColumns.of(result, task), task))
                .toList();
    }

    private static ClassificationRows of(ResultColumns columns, TaskResult task) {
        List<ImageClass> classes = task.classes();
        return new ClassificationRows(
                columns,
                IntStream.range(0, classes.size())
                        .mapToObj(
                                rank ->
                                        new Row(
                                                columns.rowId("class", rank),
                                                rank,
                                                ColumnText.clean(classes.get(rank).label()),
                                                classes.get(rank).classId(),
                                                classes.get(rank).confidence()))
                        .toList());
    }
}
