package ke.co.datacraft.cv.bridge.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.upload.StoredUpload;
import ke.co.datacraft.cv.bridge.upload.UploadForm;

/** What a form asks for, as a request of references to its files. */
final class UploadRequest {

    /** The same as in a JobRequest of {@code openapi.yaml}. */
    private static final int MAX_RETRIES = 100;

    private static final String TASKS = "tasks";
    private static final String PARAMETERS = "parameters";

    private UploadRequest() {}

    /**
     * The request of a form.
     *
     * @throws ApiError naming the field
     */
    static JobRequest of(UploadForm form) {
        ObjectNode body = BridgeJson.trees().createObjectNode();
        form.field("name").ifPresent(text -> body.put("name", text.strip()));
        form.field("pipeline").ifPresent(text -> body.put("pipeline", text.strip()));
        put(body, "priority", form.number("priority"));
        put(body, "max_retries", retries(form.number("max_retries")));
        form.field(TASKS).ifPresent(text -> body.set(TASKS, tasks(text)));
        form.field(PARAMETERS).ifPresent(text -> body.set(PARAMETERS, object(text)));
        return JobRequest.of(body).withReferences(references(form.files()));
    }

    /** What the client sent, whatever the objects are called this time. */
    static JobRequest meaning(JobRequest request, List<StoredUpload> files) {
        return request.withReferences(
                files.stream().map(file -> reference("sha256:" + file.sha256(), file)).toList());
    }

    static List<JobReference> references(List<StoredUpload> files) {
        return files.stream().map(file -> reference(file.uri(), file)).toList();
    }

    private static JobReference reference(String uri, StoredUpload file) {
        return new JobReference(uri, null, file.filename(), file.contentType(), null);
    }

    private static Integer retries(Integer number) {
        if (number != null && (number < 0 || number > MAX_RETRIES)) {
            throw ApiError.invalid("max_retries", number + " is out of range")
                    .cure("Give 0 to " + MAX_RETRIES);
        }
        return number;
    }

    private static void put(ObjectNode body, String name, Integer number) {
        if (number != null) {
            body.put(name, number);
        }
    }

    /** A JSON list, or names with commas between them. */
    static JsonNode tasks(String text) {
        if (text.stripLeading().startsWith("[")) {
            JsonNode list = json(TASKS, text);
            for (JsonNode task : list) {
                if (!task.isObject()) {
                    throw ApiError.invalid(TASKS, "A task is no JSON object")
                            .cure("Write [{\"task\": \"ocr\"}], or ocr,quality without brackets");
                }
            }
            return list;
        }
        ArrayNode list = BridgeJson.trees().createArrayNode();
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> list.addObject().put("task", name));
        return list;
    }

    private static JsonNode object(String text) {
        JsonNode object = json(PARAMETERS, text);
        if (!object.isObject()) {
            throw ApiError.invalid(PARAMETERS, "parameters is no JSON object");
        }
        return object;
    }

    private static JsonNode json(String field, String text) {
        try {
            return BridgeJson.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (ApiError e) {
            throw e.field(field);
        }
    }
}
