package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.operators.sink.RedisKeys;

/**
 * What a result depends on, and nothing else: content, task, model, parameters, page.
 *
 * @param text {@code cv:TENANT:result:SHA256:TASK:MODEL@VERSION:PARAMETERS}
 */
record CacheKey(String text) {

    /** Goes up when the same input may give another result or the result another form. */
    private static final String FORMAT = "1";

    /**
     * Builds the key of one task on one page.
     *
     * @param tenantId owner; tenants share no results
     * @param content SHA-256 of the file and page
     * @param planned the task with its analyzer
     * @param defaults text of the settings that stand in for absent parameters
     */
    static CacheKey of(String tenantId, Content content, PlannedTask planned, String defaults) {
        ModelIdentity model = planned.analyzer().model();
        return new CacheKey(
                String.join(
                        ":",
                        "cv",
                        RedisKeys.escaped(tenantId),
                        "result",
                        content.sha256(),
                        planned.request().task(),
                        RedisKeys.escaped(model.name()) + '@' + RedisKeys.escaped(model.version()),
                        parameters(content.page(), planned, defaults)));
    }

    /**
     * The pixels.
     *
     * @param sha256 digest of the file
     * @param page from 0
     */
    record Content(String sha256, int page) {}

    private static String parameters(int page, PlannedTask planned, String defaults) {
        List<String> parts = new ArrayList<>();
        parts.add(FORMAT);
        parts.add(Integer.toString(page));
        parts.add(planned.analyzer().model().sha256());
        parts.add(defaults);
        // Sorted by name already.
        for (Map.Entry<String, String> entry : planned.request().parameters().entrySet()) {
            parts.add(entry.getKey());
            parts.add(entry.getValue());
        }
        return Identifiers.nameBased(parts.toArray(String[]::new)).toString();
    }
}
