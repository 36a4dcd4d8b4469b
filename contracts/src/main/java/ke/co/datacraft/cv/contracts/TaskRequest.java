package ke.co.datacraft.cv.contracts;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One analysis asked for an image: a step of its processing.
 *
 * @param task task name, one of {@link Tasks}
 * @param model name or {@code name@version} of the model, or null for the configured default
 * @param parameters options of the task, by name; never null
 * @param step name of the step, unique within the request; the task's name when absent
 * @param on crops to work on, or null for the whole image
 */
public record TaskRequest(
        String task, String model, Map<String, String> parameters, String step, RegionSource on)
        implements Serializable {

    /** Sorts the parameters, so that equal requests have equal JSON. */
    public TaskRequest {
        Objects.requireNonNull(task, "task is absent; name one of " + Tasks.ALL);
        parameters =
                parameters == null
                        ? Map.of()
                        : java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
        // One form for one request.
        step = task.equals(step) ? null : step;
    }

    /** A step of the task's own name on the whole image. */
    public TaskRequest(String task, String model, Map<String, String> parameters) {
        this(task, model, parameters, null, null);
    }

    /** A request for the default model with default parameters. */
    public static TaskRequest of(String task) {
        return new TaskRequest(task, null, Map.of());
    }

    /** Name of the step, never null. */
    public String stepName() {
        return step == null ? task : step;
    }
}
