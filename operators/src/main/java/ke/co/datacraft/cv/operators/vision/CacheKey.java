package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.RegionSource;
import ke.co.datacraft.cv.inference.ModelIdentity;

/**
 * What a result depends on, and nothing else: content, task, model, parameters, page. The results
 * of a chained step, one per region, are kept as a whole under a key that also holds the key of the
 * step before it: whatever may change the regions changes the key.
 *
 * @param text {@code cv:TENANT:result:SHA256:TASK:MODEL@VERSION:PARAMETERS}
 */
record CacheKey(String text) {

    /** Goes up when the same input may give another result or the result another form. */
    private static final String FORMAT = "2";

    /**
     * Builds the keys of the steps on one page, in their order.
     *
     * @param tenantId owner; tenants share no results
     * @param content SHA-256 of the file and page
     * @param steps with their analyzers; a chained one stands after the one that it works on
     * @param defaults text of the settings that stand in for absent parameters
     */
    static List<CacheKey> of(
            String tenantId, Content content, List<PlannedTask> steps, String defaults) {
        Map<String, CacheKey> byStep = new HashMap<>();
        List<CacheKey> keys = new ArrayList<>(steps.size());
        for (PlannedTask step : steps) {
            RegionSource on = step.request().on();
            List<String> parts = parameters(content, step, defaults);
            if (on != null) {
                parts.add("on");
                parts.add(byStep.get(on.step()).text());
                parts.add(on.padding().toString());
                parts.add(on.maxRegions().toString());
                parts.addAll(on.labels());
            }
            CacheKey key = of(tenantId, content, step, parts);
            byStep.put(step.request().stepName(), key);
            keys.add(key);
        }
        return keys;
    }

    private static CacheKey of(
            String tenantId, Content content, PlannedTask step, List<String> parts) {
        ModelIdentity model = step.model();
        return new CacheKey(
                String.join(
                        ":",
                        "cv",
                        RedisKeys.escaped(tenantId),
                        "result",
                        content.sha256(),
                        step.request().task(),
                        RedisKeys.escaped(model.name()) + '@' + RedisKeys.escaped(model.version()),
                        Identifiers.nameBased(parts.toArray(String[]::new)).toString()));
    }

    /**
     * The pixels.
     *
     * @param sha256 digest of the file
     * @param page from 0
     * @param dpi that the page was rendered at; 0 for an image
     */
    record Content(String sha256, int page, int dpi) {}

    private static List<String> parameters(Content content, PlannedTask planned, String defaults) {
        List<String> parts = new ArrayList<>();
        parts.add(FORMAT);
        parts.add(
                content.dpi() == 0
                        ? Integer.toString(content.page())
                        : content.page() + "@" + content.dpi());
        parts.add(planned.model().sha256());
        parts.add(defaults);
        // Sorted by name already.
        for (Map.Entry<String, String> entry : planned.request().parameters().entrySet()) {
            parts.add(entry.getKey());
            parts.add(entry.getValue());
        }
        return parts;
    }
}
