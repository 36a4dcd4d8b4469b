package ke.co.datacraft.cv.operators.sink;

import java.time.Instant;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.TaskResult;

/**
 * What all rows of one task's result share; null where the column may be.
 *
 * @param id the result
 * @param jobId its job, or null
 * @param imageId its image
 * @param sourceId its camera, or null
 * @param model name of the model
 * @param modelVersion version of the model
 * @param modelSha256 digest of the model, or null
 * @param inferenceTimeMs time in the model
 * @param preprocessingTimeMs time before the model
 * @param postprocessingTimeMs time after the model
 * @param captureTime when the image was taken, or null
 * @param tenantId owner
 * @param createdBy who submitted the image
 * @param createdAt when it was analysed
 * @param step which step made it, and of what
 */
public record ResultColumns(
        UUID id,
        UUID jobId,
        UUID imageId,
        String sourceId,
        String model,
        String modelVersion,
        String modelSha256,
        int inferenceTimeMs,
        int preprocessingTimeMs,
        int postprocessingTimeMs,
        Instant captureTime,
        String tenantId,
        String createdBy,
        Instant createdAt,
        StepColumns step) {

    static ResultColumns of(ImageResult result, TaskResult task) {
        ModelReference model = task.model();
        return new ResultColumns(
                Identifiers.resultId(result.imageId(), task),
                result.jobId(),
                result.imageId(),
                ColumnText.clean(result.sourceId(), 255),
                ColumnText.clean(model.name(), 100),
                ColumnText.clean(model.version(), 20, "0"),
                ColumnText.clean(model.sha256(), 64),
                ColumnValues.millis(task.timings().inferenceMs()),
                ColumnValues.millis(task.timings().preprocessMs()),
                ColumnValues.millis(task.timings().postprocessMs()),
                ColumnValues.time(result.captureTime()),
                ColumnText.clean(result.tenantId(), 100),
                ColumnText.clean(result.createdBy(), 100, "unknown"),
                ColumnValues.time(result.processTime()),
                StepColumns.of(task));
    }

    /** Key of the row at this place of a list that the result holds. */
    UUID rowId(String kind, int index) {
        return Identifiers.nameBased(kind, id.toString(), Integer.toString(index));
    }
}
