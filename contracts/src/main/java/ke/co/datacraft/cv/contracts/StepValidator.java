package ke.co.datacraft.cv.contracts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks of the steps that a request or a pipeline file asks for. */
public final class StepValidator {

    private static final int MAX_STEP = 50;
    private static final int MAX_STEPS = 32;
    private static final int MAX_LABEL = 255;
    private static final int MAX_REGIONS = 1000;
    private static final int MAX_PARAMETER = 1000;

    /** A name of 100, an {@code @} and a version of 20 characters. */
    private static final int MAX_MODEL = 121;

    private StepValidator() {}

    /**
     * Returns when the steps can be carried out in their order.
     *
     * @param field name of the list in messages
     * @throws ContractException {@link ReasonCode#INVALID_FIELD} or {@link
     *     ReasonCode#UNKNOWN_TASK}, naming the field, its value and the cure
     */
    public static void validate(String field, List<TaskRequest> steps) throws ContractException {
        FieldChecks.range(field + ".length", steps.size(), 1, MAX_STEPS);
        Map<String, TaskRequest> earlier = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            TaskRequest request = steps.get(i);
            String path = field + "[" + i + "]";
            task(path, request);
            FieldChecks.optionalText(path + ".step", request.step(), 1, MAX_STEP);
            FieldChecks.optionalText(path + ".model", request.model(), 1, MAX_MODEL);
            parameters(path + ".parameters", request.parameters());
            if (request.on() != null) {
                regions(path + ".on", request.on(), earlier);
            }
            if (earlier.put(request.stepName(), request) != null) {
                throw FieldChecks.invalid(
                        path + (request.step() == null ? ".task" : ".step"),
                        request.stepName(),
                        "is asked for twice; name it only once, or give each a step of its own");
            }
        }
    }

    private static void task(String path, TaskRequest request) throws ContractException {
        if (!Tasks.ALL.contains(request.task())) {
            throw new ContractException(
                    ReasonCode.UNKNOWN_TASK,
                    path
                            + ".task: '"
                            + SafeText.shorten(request.task(), FieldChecks.MAX_SHOWN)
                            + "' is not a task; known are "
                            + String.join(", ", Tasks.ALL));
        }
    }

    private static void regions(String path, RegionSource on, Map<String, TaskRequest> earlier)
            throws ContractException {
        FieldChecks.text(path + ".step", on.step(), 1, MAX_STEP);
        TaskRequest source = earlier.get(on.step());
        if (source == null) {
            throw FieldChecks.invalid(
                    path + ".step", on.step(), "is no earlier step; name one that stands before");
        }
        if (!Tasks.WITH_REGIONS.contains(source.task())) {
            throw FieldChecks.invalid(
                    path + ".step",
                    on.step(),
                    "finds nothing with boxes; name a step of one of " + Tasks.WITH_REGIONS);
        }
        for (String label : on.labels()) {
            FieldChecks.text(path + ".labels", label, 1, MAX_LABEL);
        }
        if (!(on.padding() >= 0 && on.padding() <= 1)) {
            throw FieldChecks.invalid(
                    path + ".padding", on.padding().toString(), "is out of range; give 0 to 1");
        }
        FieldChecks.range(path + ".max_regions", on.maxRegions(), 1, MAX_REGIONS);
    }

    private static void parameters(String field, Map<String, String> parameters)
            throws ContractException {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            FieldChecks.text(field, name, 1, MAX_PARAMETER);
            String value = parameter.getValue();
            String path = field + "." + SafeText.shorten(name, FieldChecks.MAX_SHOWN);
            if (value == null) {
                throw FieldChecks.invalid(
                        path, null, "has no value; give one or leave the parameter out");
            }
            FieldChecks.length(path, value, 0, MAX_PARAMETER);
            FieldChecks.storable(path, value);
        }
    }
}
