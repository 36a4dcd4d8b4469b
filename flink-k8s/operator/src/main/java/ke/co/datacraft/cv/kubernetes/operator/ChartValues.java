package ke.co.datacraft.cv.kubernetes.operator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.kubernetes.operator.ComputerVisionSpec.Provision;
import ke.co.datacraft.cv.kubernetes.operator.ComputerVisionSpec.StorageType;

/** Values of the chart for a resource. What the resource does not say is left to the chart. */
final class ChartValues {

    private final Map<String, Object> values = new LinkedHashMap<>();

    private ChartValues() {}

    /**
     * Values of a resource.
     *
     * @param spec checked by {@link SpecValidator}
     * @param secrets what stands in Secrets
     * @param apiVersions versions that the cluster offers of kinds that are not Kubernetes' own
     */
    static Map<String, Object> of(
            ComputerVisionSpec spec, InstallationSecrets secrets, List<String> apiVersions) {
        ChartValues chart = new ChartValues();
        chart.set(apiVersions.isEmpty() ? null : apiVersions, "apiVersions");
        chart.set(spec.version(), "image", "tag");
        chart.set(spec.replicas(), "replicaCount");
        if (spec.resources() != null) {
            chart.set(spec.resources().limits(), "resources", "limits");
            chart.set(spec.resources().requests(), "resources", "requests");
        }
        chart.set(spec.config(), "config");
        chart.set(spec.secretName(), "secrets", "existingSecret");
        if (spec.secretName() == null && !secrets.values().isEmpty()) {
            chart.set(secrets.values(), "secrets", "values");
        }
        chart.image(spec.image());
        chart.database(spec.database(), secrets);
        chart.cache(spec.cache(), secrets);
        chart.storage(spec.storage());
        chart.kafka(spec.kafka());
        chart.monitoring(spec.monitoring());
        chart.gpu(spec.gpu());
        chart.jobs(spec.jobs());
        chart.ingress(spec.ingress());
        merge(chart.values, spec.values());
        return chart.values;
    }

    private void image(ComputerVisionSpec.Image image) {
        if (image != null) {
            set(image.registry(), "image", "registry");
            set(image.repository(), "image", "repository");
            set(
                    image.pullPolicy() == null ? null : image.pullPolicy().name(),
                    "image",
                    "pullPolicy");
        }
    }

    private void database(ComputerVisionSpec.Database database, InstallationSecrets secrets) {
        if (database == null) {
            return;
        }
        boolean internal = internal(database.type(), database.host());
        set(internal, "postgresql", "enabled");
        if (internal) {
            set(database.instances(), "postgresql", "instances");
            set(database.storage(), "postgresql", "storage", "size");
            set(database.database(), "postgresql", "database");
            set(database.username(), "postgresql", "username");
        } else {
            set(database.host(), "postgresql", "external", "host");
            set(database.port(), "postgresql", "external", "port");
            set(database.database(), "postgresql", "external", "database");
            set(database.username(), "postgresql", "external", "username");
            set(database.parameters(), "postgresql", "external", "parameters");
            set(secrets.databasePassword(), "postgresql", "external", "password");
        }
    }

    private void cache(ComputerVisionSpec.Cache cache, InstallationSecrets secrets) {
        if (cache == null) {
            return;
        }
        boolean internal = cache.type() != Provision.none && internal(cache.type(), cache.host());
        set(internal, "redis", "enabled");
        if (!internal && cache.type() != Provision.none) {
            set(cache.host(), "redis", "external", "host");
            set(cache.port(), "redis", "external", "port");
            set(cache.tls(), "redis", "external", "tls");
            set(secrets.cachePassword(), "redis", "external", "password");
        }
    }

    private void storage(ComputerVisionSpec.Storage storage) {
        if (storage == null) {
            return;
        }
        boolean minio = storage.type() == StorageType.minio;
        set(minio, "minio", "enabled");
        set(storage.bucket(), "storage", "s3", "bucket");
        set(storage.region(), "storage", "s3", "region");
        set(storage.endpoint(), "storage", "s3", "endpoint");
    }

    private void kafka(ComputerVisionSpec.Kafka kafka) {
        if (kafka == null) {
            return;
        }
        boolean internal = internal(kafka.type(), kafka.bootstrapServers());
        set(internal, "kafka", "enabled");
        set(kafka.replicas(), "kafka", "replicas");
        set(kafka.bootstrapServers(), "kafka", "external", "bootstrapServers");
        set(kafka.partitions(), "kafka", "topics", "partitions");
        set(kafka.replicationFactor(), "kafka", "topics", "replicas");
    }

    private void monitoring(ComputerVisionSpec.Monitoring monitoring) {
        if (monitoring == null) {
            return;
        }
        boolean enabled = !Boolean.FALSE.equals(monitoring.enabled());
        set(enabled, "monitoring", "enabled");
        boolean metrics = enabled && Boolean.TRUE.equals(monitoring.metrics());
        set(metrics, "monitoring", "serviceMonitor", "enabled");
        set(metrics, "monitoring", "podMonitor", "enabled");
        set(
                enabled && Boolean.TRUE.equals(monitoring.tracing()),
                "monitoring",
                "tracing",
                "enabled");
        set(monitoring.endpoint(), "monitoring", "tracing", "endpoint");
    }

    private void gpu(ComputerVisionSpec.Gpu gpu) {
        if (gpu != null) {
            set(!Boolean.FALSE.equals(gpu.enabled()), "gpu", "enabled");
            set(gpu.resourceName(), "gpu", "resourceName");
            set(gpu.amount(), "gpu", "amount");
            set(gpu.slots(), "gpu", "slots");
        }
    }

    private void jobs(ComputerVisionSpec.Jobs jobs) {
        if (jobs != null) {
            job("vision", jobs.vision());
            job("analytics", jobs.analytics());
            job("camera", jobs.camera());
        }
    }

    private void job(String name, ComputerVisionSpec.Job job) {
        if (job == null) {
            return;
        }
        set(job.enabled(), "jobs", name, "enabled");
        set(job.parallelism(), "jobs", name, "parallelism");
        set(job.config(), "jobs", name, "config");
        if (job.taskManager() != null) {
            set(job.taskManager().slots(), "jobs", name, "taskManager", "slots");
            set(job.taskManager().cpu(), "jobs", name, "taskManager", "cpu");
            set(job.taskManager().memory(), "jobs", name, "taskManager", "memory");
        }
    }

    private void ingress(ComputerVisionSpec.Ingress ingress) {
        if (ingress == null) {
            return;
        }
        set(true, "ingress", "enabled");
        set(ingress.className(), "ingress", "className");
        set(ingress.annotations(), "ingress", "annotations");
        set(
                List.of(
                        Map.of(
                                "host",
                                ingress.host(),
                                "paths",
                                List.of(Map.of("path", "/", "pathType", "Prefix")))),
                "ingress",
                "hosts");
        if (ingress.tlsSecret() != null) {
            set(
                    List.of(
                            Map.of(
                                    "secretName",
                                    ingress.tlsSecret(),
                                    "hosts",
                                    List.of(ingress.host()))),
                    "ingress",
                    "tls");
        }
    }

    /** What is not said: run here unless something says where another is. */
    private static boolean internal(Provision type, String where) {
        return type == Provision.internal || type == null && where == null;
    }

    private void set(Object value, String... path) {
        if (value == null) {
            return;
        }
        Map<String, Object> at = values;
        for (String part : Arrays.copyOf(path, path.length - 1)) {
            at = child(at, part);
        }
        at.put(path[path.length - 1], value);
    }

    @SuppressWarnings("unchecked") // Every map in the values is one of ours or of JSON.
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        return (Map<String, Object>)
                parent.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
    }

    @SuppressWarnings("unchecked") // As above.
    private static void merge(Map<String, Object> into, Map<String, Object> from) {
        if (from == null) {
            return;
        }
        from.forEach(
                (name, value) -> {
                    if (value instanceof Map<?, ?> map && into.get(name) instanceof Map<?, ?> old) {
                        Map<String, Object> merged = new LinkedHashMap<>((Map<String, Object>) old);
                        merge(merged, (Map<String, Object>) map);
                        into.put(name, merged);
                    } else {
                        into.put(name, value);
                    }
                });
    }
}
