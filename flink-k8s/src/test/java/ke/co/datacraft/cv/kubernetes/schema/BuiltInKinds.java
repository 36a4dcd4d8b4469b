package ke.co.datacraft.cv.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Checks objects of Kubernetes' own kinds: every field is known, and of the right type. */
public final class BuiltInKinds {

    private static final String MODEL = "io.fabric8.kubernetes.api.model";

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private BuiltInKinds() {}

    /**
     * Unknown fields of an object by place; nothing when it is right.
     *
     * @throws IllegalArgumentException when a field has a value of the wrong type, or the kind is
     *     unknown
     */
    public static List<String> faults(JsonNode object) {
        Object parsed = SERIALIZATION.unmarshal(object.toString(), HasMetadata.class);
        if (!parsed.getClass().getName().startsWith(MODEL)
                || parsed.getClass().getSimpleName().equals("GenericKubernetesResource")) {
            throw new IllegalArgumentException(
                    object.path("apiVersion").asText()
                            + " "
                            + object.path("kind").asText()
                            + " is no kind of Kubernetes");
        }
        List<String> faults = new ArrayList<>();
        walk(parsed, "", faults);
        return faults;
    }

    private static void walk(Object value, String place, List<String> faults) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> walk(element, place + "/" + key, faults));
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> walk(element, place + "/*", faults));
        } else if (value != null && value.getClass().getName().startsWith(MODEL)) {
            for (Method method : value.getClass().getMethods()) {
                visit(value, method, place, faults);
            }
        }
    }

    private static void visit(Object value, Method method, String place, List<String> faults) {
        if (!method.getName().startsWith("get")
                || method.getParameterCount() > 0
                || method.getReturnType().isEnum()) {
            return;
        }
        try {
            Object field = method.invoke(value);
            if (method.getName().equals("getAdditionalProperties")) {
                ((Map<?, ?>) field).keySet().forEach(key -> faults.add(place + "/" + key));
            } else {
                walk(field, place + "/" + method.getName().substring(3), faults);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + method, e);
        }
    }
}
