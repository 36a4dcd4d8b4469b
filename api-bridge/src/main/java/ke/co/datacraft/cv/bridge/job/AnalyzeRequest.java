package ke.co.datacraft.cv.bridge.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.upload.UploadForm;
import ke.co.datacraft.cv.contracts.Tasks;

/** What a call of {@code /analyze} asks for: by its form, else by its query. */
final class AnalyzeRequest {

    /** Someone waits for it. */
    private static final int PRIORITY = 10;

    private AnalyzeRequest() {}

    /**
     * The request of a call.
     *
     * @throws ApiError naming the field
     */
    static JobRequest of(Call call, UploadForm form) {
        ObjectNode body = BridgeJson.trees().createObjectNode();
        body.put("priority", PRIORITY);
        if (form.files().get(0).filename() == null) {
            body.put("name", "Analysis");
        }
        boolean says = form.field("tasks").isPresent() || form.field("pipeline").isPresent();
        if (says) {
            form.field("tasks").ifPresent(text -> body.set("tasks", UploadRequest.tasks(text)));
            form.field("pipeline").ifPresent(text -> body.put("pipeline", text.strip()));
        } else {
            query(call, body);
        }
        return JobRequest.of(body).withReferences(UploadRequest.references(form.files()));
    }

    private static void query(Call call, ObjectNode body) {
        List<String> tasks = call.queries("task");
        call.query("pipeline").ifPresent(name -> body.put("pipeline", name));
        if (!tasks.isEmpty() || call.query("pipeline").isEmpty()) {
            ArrayNode list = body.putArray("tasks");
            (tasks.isEmpty() ? List.of(Tasks.OBJECT_DETECTION) : tasks)
                    .forEach(task -> list.addObject().put("task", task));
            call.query("model").ifPresent(model -> model(list, model));
        } else if (call.query("model").isPresent()) {
            throw ApiError.invalid("model", "A pipeline names its models itself");
        }
    }

    private static void model(ArrayNode tasks, String model) {
        if (tasks.size() != 1) {
            throw ApiError.invalid(
                            "model", "One model stands beside %d tasks".formatted(tasks.size()))
                    .cure("Ask for one task, or send a form with tasks as JSON");
        }
        ((ObjectNode) tasks.get(0)).put("model", model);
    }
}
