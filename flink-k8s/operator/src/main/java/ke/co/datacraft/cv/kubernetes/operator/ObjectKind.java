package ke.co.datacraft.cv.kubernetes.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds that the chart renders, in the order in which they are applied. Listed, so that the
 * operator need not ask a cluster what it knows, and needs no rights for more.
 */
enum ObjectKind {
    SERVICE_ACCOUNT("v1", "ServiceAccount", "serviceaccounts", null),
    SECRET("v1", "Secret", "secrets", null),
    CONFIG_MAP("v1", "ConfigMap", "configmaps", null),
    CLAIM("v1", "PersistentVolumeClaim", "persistentvolumeclaims", null),
    ROLE("rbac.authorization.k8s.io/v1", "Role", "roles", null),
    ROLE_BINDING("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings", null),
    NETWORK_POLICY("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies", null),
    EXTERNAL_SECRET(
            "external-secrets.io/v1",
            "ExternalSecret",
            "externalsecrets",
            "install the External Secrets operator, or leave externalSecrets out"),
    DATABASE(
            "postgresql.cnpg.io/v1",
            "Cluster",
            "clusters",
            "install CloudNativePG, or give spec.database of type external"),
    BACKUP(
            "postgresql.cnpg.io/v1",
            "ScheduledBackup",
            "scheduledbackups",
            "install CloudNativePG, or leave backups out"),
    KAFKA(
            "kafka.strimzi.io/v1",
            "Kafka",
            "kafkas",
            "install Strimzi, or give spec.kafka of type external"),
    KAFKA_NODES(
            "kafka.strimzi.io/v1",
            "KafkaNodePool",
            "kafkanodepools",
            "install Strimzi, or give spec.kafka of type external"),
    KAFKA_TOPIC(
            "kafka.strimzi.io/v1",
            "KafkaTopic",
            "kafkatopics",
            "install Strimzi, or let a Job make the topics"),
    SERVICE("v1", "Service", "services", null),
    STATEFUL_SET("apps/v1", "StatefulSet", "statefulsets", null),
    DEPLOYMENT("apps/v1", "Deployment", "deployments", null),
    DISRUPTION_BUDGET("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets", null),
    AUTOSCALER("autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", null),
    INGRESS("networking.k8s.io/v1", "Ingress", "ingresses", null),
    SERVICE_MONITOR(
            "monitoring.coreos.com/v1",
            "ServiceMonitor",
            "servicemonitors",
            "install the Prometheus operator, or set spec.monitoring.metrics to false"),
    POD_MONITOR(
            "monitoring.coreos.com/v1",
            "PodMonitor",
            "podmonitors",
            "install the Prometheus operator, or set spec.monitoring.metrics to false"),
    PROMETHEUS_RULE(
            "monitoring.coreos.com/v1",
            "PrometheusRule",
            "prometheusrules",
            "install the Prometheus operator, or set spec.monitoring.metrics to false"),
    JOB("batch/v1", "Job", "jobs", null),
    FLINK_DEPLOYMENT(
            ObjectKind.FLINK_API_VERSION,
            "FlinkDeployment",
            "flinkdeployments",
            "install the Flink Kubernetes Operator");

    /** Version in which the chart writes Flink jobs. */
    static final String FLINK_API_VERSION = "flink.apache.org/v1beta1";

    private final String apiVersion;
    private final String kind;
    private final String plural;
    private final String cure;

    /**
     * @param cure what to do where the cluster does not know the kind; null for Kubernetes' own
     */
    ObjectKind(String apiVersion, String kind, String plural, String cure) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.plural = plural;
        this.cure = cure;
    }

    /** The kind of an object; its version may be another one. */
    static Optional<ObjectKind> of(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(known -> known.kind.equals(kind))
                .filter(known -> group(known.apiVersion).equals(group(apiVersion)))
                .findFirst();
    }

    static ObjectKind of(HasMetadata object) {
        return of(object.getApiVersion(), object.getKind())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "The chart renders %s %s, which the operator does not know"
                                                .formatted(
                                                        object.getApiVersion(), object.getKind())));
    }

    /** How the API is asked for it. */
    ResourceDefinitionContext context(String version) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group(version))
                .withVersion(version.substring(version.indexOf('/') + 1))
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    String cure() {
        return cure == null ? "use a version of Kubernetes that has it" : cure;
    }

    /** Whether Kubernetes has it by itself. */
    boolean isBuiltIn() {
        return cure == null;
    }

    String plural() {
        return plural;
    }

    String group() {
        return group(apiVersion);
    }

    static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
}
