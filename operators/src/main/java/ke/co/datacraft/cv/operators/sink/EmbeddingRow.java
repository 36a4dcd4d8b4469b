package ke.co.datacraft.cv.operators.sink;

import java.util.List;
import ke.co.datacraft.cv.contracts.ImageResult;

/**
 * A row of {@code cv.image_embeddings}.
 *
 * @param result key, model, times
 * @param embedding the feature vector
 */
public record EmbeddingRow(ResultColumns result, List<Double> embedding) {

    /** One per task that made a feature vector. */
    public static List<EmbeddingRow> of(ImageResult result) {
        return result.tasks().stream()
                .filter(task -> task.embedding() != null)
                .map(task -> new EmbeddingRow(ResultColumns.of(result, task), task.embedding()))
                .toList();
    }
}
