package ke.co.datacraft.cv.operators.sink;

import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskResult;

/**
 * Columns that every table of results has: which step made a row, and what the step looked at. All
 * are null for a task of its own name on the whole image.
 *
 * @param step name of the step
 * @param regionStep step that found the region
 * @param regionIndex number of the region among those the step found, from 0
 * @param regionLabel class of the region
 * @param regionBbox JSON: {@code [x, y, width, height]} in pixels
 */
public record StepColumns(
        String step,
        String regionStep,
        Integer regionIndex,
        String regionLabel,
        String regionBbox) {

    static StepColumns of(TaskResult task) {
        String step = ColumnText.clean(task.step(), 50);
        ResultRegion region = task.region();
        return region == null
                ? new StepColumns(step, null, null, null, null)
                : new StepColumns(
                        step,
                        ColumnText.clean(region.step(), 50),
                        region.index(),
                        ColumnText.clean(region.label()),
                        ContractCodec.toJson(region.bbox()));
    }
}
