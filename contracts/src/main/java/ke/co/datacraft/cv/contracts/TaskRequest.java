package ke.co.datacraft.cv.contracts;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One analysis asked for an image.
 *
 * @param task task name, one of {@link Tasks}
 * @param model name or {@code name@version} of the model, or null for the configured default
 * @param parameters options of the task, by name; never null
 */
public record TaskRequest(String task, String model, Map<String, String> parameters) {

    /** Sorts the parameters, so that equal requests have equal JSON. */
    public TaskRequest {
        Objects.requireNonNull(task, "task is absent; name one of " + Tasks.ALL);
        parameters =
                parameters == null
                        ? Map.of()
                        : java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** A request for the default model with default parameters. */
    public static TaskRequest of(String task) {
        return new TaskRequest(task, null, Map.of());
    }
}
