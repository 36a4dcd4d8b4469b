package ke.co.datacraft.cv.bridge.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.TaskRequest;

/**
 * What to analyse, and how.
 *
 * @param name name to show; null to make one
 * @param references where the images are
 * @param tasks what to do; empty where a pipeline says it
 * @param pipeline name of the pipeline, or null
 * @param parameters options of every task that does not set them itself
 * @param priority 1..10
 * @param maxRetries how often the job may be retried
 * @param contentType media type of references that name none, or null
 */
public record JobRequest(
        String name,
        List<JobReference> references,
        List<TaskRequest> tasks,
        String pipeline,
        Map<String, String> parameters,
        Integer priority,
        Integer maxRetries,
        String contentType) {

    private static final int DEFAULT_RETRIES = 3;
    private static final String PARAMETERS = "parameters";

    /** Fills in the defaults and gives every task its options. */
    public JobRequest {
        references = references == null ? List.of() : List.copyOf(references);
        parameters = parameters == null ? Map.of() : new TreeMap<>(parameters);
        tasks = tasks == null ? List.of() : merged(tasks, parameters);
        priority = priority == null ? ImageReference.DEFAULT_PRIORITY : priority;
        maxRetries = maxRetries == null ? DEFAULT_RETRIES : maxRetries;
    }

    /** A request out of a body; numbers and flags among the options become texts. */
    public static JobRequest of(JsonNode body) {
        JsonNode copy = body.deepCopy();
        texts(copy.get(PARAMETERS));
        for (JsonNode task : copy.path("tasks")) {
            texts(task.get(PARAMETERS));
        }
        return BridgeJson.convert(copy, JobRequest.class);
    }

    /** The same request for other references. */
    public JobRequest withReferences(List<JobReference> others) {
        return new JobRequest(
                name, others, tasks, pipeline, parameters, priority, maxRetries, contentType);
    }

    private static void texts(JsonNode parameters) {
        if (parameters instanceof ObjectNode node) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            names.stream()
                    .filter(name -> node.get(name).isNumber() || node.get(name).isBoolean())
                    .forEach(name -> node.put(name, node.get(name).asText()));
        }
    }

    private static List<TaskRequest> merged(
            List<TaskRequest> tasks, Map<String, String> parameters) {
        return tasks.stream()
                .map(
                        task -> {
                            Map<String, String> all = new TreeMap<>(parameters);
                            all.putAll(task.parameters());
                            return new TaskRequest(
                                    task.task(), task.model(), all, task.step(), task.on());
                        })
                .toList();
    }
}
