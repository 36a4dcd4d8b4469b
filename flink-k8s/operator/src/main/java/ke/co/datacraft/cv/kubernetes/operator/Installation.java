package ke.co.datacraft.cv.kubernetes.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ke.co.datacraft.cv.kubernetes.operator.ComputerVisionStatus.AppliedObject;

/** The objects of one resource, in the order in which they come: what jobs need before the jobs. */
final class Installation {

    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String INSTANCE = "app.kubernetes.io/instance";
    private static final String POLICY = "helm.sh/resource-policy";
    private static final String COMPONENT = "app.kubernetes.io/component";

    private final List<GenericKubernetesResource> objects;

    private Installation(List<GenericKubernetesResource> objects) {
        this.objects = objects;
    }

    /** Marks rendered objects as the resource's. */
    static Installation of(ComputerVision resource, List<GenericKubernetesResource> rendered) {
        List<GenericKubernetesResource> objects = new ArrayList<>(rendered);
        objects.sort(Comparator.comparing(ObjectKind::of));
        for (GenericKubernetesResource object : objects) {
            object.getMetadata().setNamespace(resource.getMetadata().getNamespace());
            Map<String, String> labels = new HashMap<>();
            if (object.getMetadata().getLabels() != null) {
                labels.putAll(object.getMetadata().getLabels());
            }
            labels.put(MANAGED_BY, ObjectStore.FIELD_MANAGER);
            object.getMetadata().setLabels(labels);
            if (!isKept(object)) {
                object.getMetadata().setOwnerReferences(List.of(owner(resource)));
            }
        }
        return new Installation(objects);
    }

    /** What comes before the Flink jobs. */
    List<GenericKubernetesResource> base() {
        return objects.stream()
                .filter(object -> ObjectKind.of(object) != ObjectKind.FLINK_DEPLOYMENT)
                .toList();
    }

    /** The Flink jobs. */
    List<GenericKubernetesResource> flinkDeployments() {
        return objects.stream()
                .filter(object -> ObjectKind.of(object) == ObjectKind.FLINK_DEPLOYMENT)
                .toList();
    }

    /** Jobs that must be done before: database, topics, models. */
    List<AppliedObject> setup() {
        return objects.stream()
                .filter(object -> ObjectKind.of(object) == ObjectKind.JOB)
                .map(Installation::name)
                .toList();
    }

    /** The bridge. */
    AppliedObject bridge() {
        return objects.stream()
                .filter(object -> ObjectKind.of(object) == ObjectKind.DEPLOYMENT)
                .filter(object -> "bridge".equals(object.getMetadata().getLabels().get(COMPONENT)))
                .map(Installation::name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The chart renders no bridge"));
    }

    /** Names of all. */
    Set<AppliedObject> names() {
        Set<AppliedObject> names = new LinkedHashSet<>();
        objects.forEach(object -> names.add(name(object)));
        return names;
    }

    static AppliedObject name(GenericKubernetesResource object) {
        return new AppliedObject(
                object.getApiVersion(), object.getKind(), object.getMetadata().getName());
    }

    /** Data outlives the resource. */
    static boolean isKept(GenericKubernetesResource object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations != null && "keep".equals(annotations.get(POLICY));
    }

    private static OwnerReference owner(ComputerVision resource) {
        return new OwnerReferenceBuilder()
                .withApiVersion(resource.getApiVersion())
                .withKind(resource.getKind())
                .withName(resource.getMetadata().getName())
                .withUid(resource.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }
}
