package ke.co.datacraft.cv.kubernetes.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pod that an object makes.
 *
 * @param owner kind and name of the object, and the role for Flink's pods
 * @param metadata of the pod
 * @param spec of the pod
 * @param made by whom its main container gets image and resources
 */
record Pod(String owner, JsonNode metadata, JsonNode spec, Maker made) {

    /** Who completes the pod. */
    enum Maker {
        /** Kubernetes: the pod is as it stands. */
        KUBERNETES,
        /** Flink gives the main container image and resources. */
        FLINK
    }

    static Stream<Pod> of(JsonNode object) {
        String owner = RenderedChart.kind(object) + "/" + RenderedChart.name(object);
        JsonNode spec = object.path("spec");
        return switch (RenderedChart.kind(object)) {
            case "Pod" ->
                    Stream.of(new Pod(owner, object.path("metadata"), spec, Maker.KUBERNETES));
            case "Deployment", "StatefulSet", "Job" ->
                    Stream.of(ofTemplate(owner, spec.path("template"), Maker.KUBERNETES));
            case "FlinkDeployment" ->
                    Stream.of("jobManager", "taskManager")
                            .map(
                                    role ->
                                            ofTemplate(
                                                    owner + "/" + role,
                                                    spec.path(role).path("podTemplate"),
                                                    Maker.FLINK));
            default -> Stream.empty();
        };
    }

    private static Pod ofTemplate(String owner, JsonNode template, Maker made) {
        return new Pod(owner, template.path("metadata"), template.path("spec"), made);
    }

    /** All containers, those that run first included. */
    List<JsonNode> containers() {
        List<JsonNode> containers = new ArrayList<>();
        spec.path("initContainers").forEach(containers::add);
        spec.path("containers").forEach(containers::add);
        return containers;
    }

    /** Containers that serve for as long as the pod lives. */
    List<JsonNode> servers() {
        List<JsonNode> servers = new ArrayList<>();
        if ("Always".equals(spec.path("restartPolicy").asText("Always"))) {
            spec.path("containers").forEach(servers::add);
        }
        return servers;
    }

    boolean isFlinks(JsonNode container) {
        return made == Maker.FLINK
                && container.path("name").asText().equals("flink-main-container");
    }

    @Override
    public String toString() {
        return owner;
    }
}
