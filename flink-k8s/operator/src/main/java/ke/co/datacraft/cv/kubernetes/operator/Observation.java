package ke.co.datacraft.cv.kubernetes.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.LinkedHashMap;
import java.util.Map;
import ke.co.datacraft.cv.kubernetes.operator.ComputerVisionStatus.AppliedObject;

/**
 * How the objects of an installation are.
 *
 * @param setUp whether the jobs before all others are done
 * @param setupFailure which of them failed for good, or null
 * @param bridge replicas, ready of wanted
 * @param bridgeReady whether all are
 * @param jobs state of each Flink job
 */
record Observation(
        boolean setUp,
        String setupFailure,
        String bridge,
        boolean bridgeReady,
        Map<String, String> jobs) {

    private static final String RUNNING = "RUNNING";

    static Observation of(ObjectStore store, String namespace, Installation installation) {
        boolean setUp = true;
        String failure = null;
        for (AppliedObject job : installation.setup()) {
            GenericKubernetesResource found = store.get(namespace, job);
            setUp &= number(found, "status", "succeeded") > 0;
            if (isFailed(found)) {
                failure = job.name();
            }
        }
        GenericKubernetesResource bridge = store.get(namespace, installation.bridge());
        long wanted = number(bridge, "spec", "replicas");
        long ready = number(bridge, "status", "readyReplicas");
        Map<String, String> jobs = new LinkedHashMap<>();
        for (GenericKubernetesResource flink : installation.flinkDeployments()) {
            GenericKubernetesResource found = store.get(namespace, Installation.name(flink));
            Object state = found == null ? null : found.get("status", "jobStatus", "state");
            Object error = found == null ? null : found.get("status", "error");
            jobs.put(
                    flink.getMetadata().getName(),
                    state == null ? (error == null ? "PENDING" : "FAILED") : state.toString());
        }
        return new Observation(
                setUp, failure, ready + "/" + wanted, ready >= wanted && wanted > 0, jobs);
    }

    boolean isReady() {
        return setUp && bridgeReady && jobs.values().stream().allMatch(RUNNING::equals);
    }

    /** What is missing, in words. */
    String missing() {
        if (setupFailure != null) {
            return "the Job %s failed: see kubectl logs job/%s --all-containers"
                    .formatted(setupFailure, setupFailure);
        }
        if (!setUp) {
            return "database, topics or models are being set up";
        }
        if (!bridgeReady) {
            return "the bridge has %s replicas ready".formatted(bridge);
        }
        return "Flink jobs are " + jobs;
    }

    String reason() {
        if (setupFailure != null) {
            return "SetupFailed";
        }
        if (!setUp) {
            return "SettingUp";
        }
        return bridgeReady ? "JobsNotRunning" : "BridgeNotReady";
    }

    private static boolean isFailed(GenericKubernetesResource job) {
        Object conditions = job == null ? null : job.get("status", "conditions");
        if (conditions instanceof Iterable<?> all) {
            for (Object condition : all) {
                if (condition instanceof Map<?, ?> map
                        && "Failed".equals(map.get("type"))
                        && "True".equals(map.get("status"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long number(GenericKubernetesResource object, Object... path) {
        Object value = object == null ? null : object.get(path);
        return value instanceof Number number ? number.longValue() : 0;
    }
}
