package ke.co.datacraft.cv.operators.pipeline;

import java.io.Serializable;
import java.util.List;
import ke.co.datacraft.cv.contracts.TaskRequest;

/**
 * A pipeline: steps under a name. Checked by {@link PipelineReader}.
 *
 * @param name 1 to 100 lower-case letters, digits, dots, hyphens and underscores; that of its file
 * @param description for people, or null
 * @param tasks in the form of a request
 */
public record PipelineDefinition(String name, String description, List<TaskRequest> tasks)
        implements Serializable {

    /** Keeps the list unchangeable; an absent one is empty. */
    public PipelineDefinition {
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
    }
}
