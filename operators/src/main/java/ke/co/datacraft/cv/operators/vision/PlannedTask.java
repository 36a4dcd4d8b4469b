package ke.co.datacraft.cv.operators.vision;

import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.ModelIdentity;

/**
 * A task with the analyzer that will do it; its parameters were checked.
 *
 * @param request what was asked for
 * @param analyzer does it; belongs to the registry
 */
record PlannedTask(TaskRequest request, Analyzer analyzer) {

    /** The model behind the result. */
    ModelIdentity model() {
        return analyzer.model(request.parameters());
    }

    /** Whether it works on what an earlier step found. */
    boolean isChained() {
        return request.on() != null;
    }
}
