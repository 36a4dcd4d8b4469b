package ke.co.datacraft.cv.kubernetes.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/**
 * What is wanted. Everything that is absent is as in the chart's {@code values.yaml}.
 *
 * @param version tag of our images
 * @param replicas replicas of the bridge
 * @param resources limits and requests of the bridge
 * @param image where images come from
 * @param database PostgreSQL
 * @param cache Redis
 * @param storage object storage
 * @param kafka Kafka
 * @param monitoring metrics and traces
 * @param gpu NVIDIA cards of VisionJob
 * @param jobs the three Flink jobs
 * @param ingress way into the bridge from outside
 * @param secretName Secret with the installation's own secrets
 * @param config further variables
 * @param values further values of the chart
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComputerVisionSpec(
        @JsonPropertyDescription("Tag of our images; that of the operator's chart when absent.")
                @Pattern("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$")
                String version,
        @JsonPropertyDescription("Replicas of the bridge, 1 to 100.") @Min(1) @Max(100)
                Integer replicas,
        @JsonPropertyDescription("Limits and requests of the bridge.") Resources resources,
        @JsonPropertyDescription("Where our images come from.") Image image,
        @JsonPropertyDescription("PostgreSQL: one that exists, or one that CloudNativePG runs.")
                Database database,
        @JsonPropertyDescription("Redis: one that exists, one that runs here, or none.")
                Cache cache,
        @JsonPropertyDescription("Where uploads, frames and checkpoints lie.") Storage storage,
        @JsonPropertyDescription("Kafka: one that exists, or one that Strimzi runs.") Kafka kafka,
        @JsonPropertyDescription("Metrics and traces.") Monitoring monitoring,
        @JsonPropertyDescription("NVIDIA cards of VisionJob.") Gpu gpu,
        @JsonPropertyDescription("The Flink jobs.") Jobs jobs,
        @JsonPropertyDescription("Way into the bridge from outside.") Ingress ingress,
        @JsonPropertyDescription(
                        "Secret that exists and holds CV_DATABASE_URL, CV_JWT_SECRET_KEY and so on;"
                                + " one is made when absent.")
                String secretName,
        @JsonPropertyDescription("Variables CV_* of all jobs and of the bridge, nothing secret.")
                Map<String, String> config,
        @JsonPropertyDescription(
                        "Further values of the chart; they come before everything else here.")
                @SchemaFrom(type = AnyValues.class)
                @PreserveUnknownFields
                Map<String, Object> values) {

    /** Schema of an object whose fields the resource does not know. */
    record AnyValues() {}

    static final ComputerVisionSpec EMPTY =
            new ComputerVisionSpec(
                    null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null);

    /** Limits and requests. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Resources(
            @JsonPropertyDescription("Most that a pod may use.") Map<String, Quantity> limits,
            @JsonPropertyDescription("What a pod is given.") Map<String, Quantity> requests) {}

    /** Where images come from. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Image(
            @JsonPropertyDescription("Host (and port) of the registry.") String registry,
            @JsonPropertyDescription("What the images' names begin with.") String repository,
            @JsonPropertyDescription("Always, IfNotPresent or Never.") PullPolicy pullPolicy) {}

    /** When images are fetched; the names are those of Kubernetes. */
    @SuppressWarnings("checkstyle:ConstantName")
    public enum PullPolicy {
        Always,
        IfNotPresent,
        Never
    }

    /** Whether something exists already or is run here. */
    @SuppressWarnings("checkstyle:ConstantName")
    public enum Provision {
        /** It exists; host and so on say where. */
        external,
        /** It is run here. */
        internal,
        /** There is none. */
        none
    }

    /** A value in a Secret of the resource's namespace. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretKey(
            @JsonPropertyDescription("Name of the Secret.") String name,
            @JsonPropertyDescription("Key in it; password when absent.") String key) {}

    /** PostgreSQL. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Database(
            @JsonPropertyDescription("external or internal.") Provision type,
            @JsonPropertyDescription("Host of a database that exists.") String host,
            @JsonPropertyDescription("Its port.") @Min(1) @Max(65_535) Integer port,
            @JsonPropertyDescription("Database.") String database,
            @JsonPropertyDescription("User, who also migrates.") String username,
            @JsonPropertyDescription("Where its password is.") SecretKey passwordSecret,
            @JsonPropertyDescription("Parameters of the driver, such as sslmode=require.")
                    String parameters,
            @JsonPropertyDescription("Instances of an internal one.") @Min(1) @Max(9)
                    Integer instances,
            @JsonPropertyDescription("Storage of each instance of an internal one.")
                    Quantity storage) {}

    /** Redis. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cache(
            @JsonPropertyDescription("external, internal or none.") Provision type,
            @JsonPropertyDescription("Host of one that exists.") String host,
            @JsonPropertyDescription("Its port.") @Min(1) @Max(65_535) Integer port,
            @JsonPropertyDescription("Whether it is spoken to by TLS.") Boolean tls,
            @JsonPropertyDescription("Where its password is.") SecretKey passwordSecret) {}

    /** Kinds of storage. */
    @SuppressWarnings("checkstyle:ConstantName")
    public enum StorageType {
        /** A bucket that exists. */
        s3,
        /** A MinIO that is run here. */
        minio
    }

    /** Object storage. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Storage(
            @JsonPropertyDescription("s3 or minio.") StorageType type,
            @JsonPropertyDescription("Bucket.") String bucket,
            @JsonPropertyDescription("Region.") String region,
            @JsonPropertyDescription("URL of a server other than AWS.") String endpoint,
            @JsonPropertyDescription(
                            "Secret with CV_S3_ACCESS_KEY_ID and CV_S3_SECRET_ACCESS_KEY; the"
                                    + " pods' identity when absent.")
                    String credentialsSecret) {}

    /** Kafka. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Kafka(
            @JsonPropertyDescription("external or internal.") Provision type,
            @JsonPropertyDescription("host:port of brokers that exist, by commas.")
                    String bootstrapServers,
            @JsonPropertyDescription("Nodes of an internal one.") @Min(1) @Max(9) Integer replicas,
            @JsonPropertyDescription("Partitions of each topic that is made.") @Min(1) @Max(1000)
                    Integer partitions,
            @JsonPropertyDescription(
                            "Copies of each partition of topics that are made; the brokers'"
                                    + " default when absent.")
                    @Min(1)
                    @Max(10)
                    Integer replicationFactor) {}

    /** Metrics and traces. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Monitoring(
            @JsonPropertyDescription("Whether there is any.") Boolean enabled,
            @JsonPropertyDescription("Whether the Prometheus operator is told where metrics are.")
                    Boolean metrics,
            @JsonPropertyDescription("Whether traces are sent.") Boolean tracing,
            @JsonPropertyDescription("Collector of traces, OTLP over HTTP.") String endpoint) {}

    /** NVIDIA cards. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Gpu(
            @JsonPropertyDescription("Whether VisionJob uses cards.") Boolean enabled,
            @JsonPropertyDescription("Resource of the device plugin.") String resourceName,
            @JsonPropertyDescription("Cards of each TaskManager.") @Min(1) @Max(16) Integer amount,
            @JsonPropertyDescription("Vision slots that share a card.") @Min(1) @Max(64)
                    Integer slots) {}

    /** The three jobs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Jobs(
            @JsonPropertyDescription("Analyses images and frames.") Job vision,
            @JsonPropertyDescription("Follows objects; zones, events, counts.") Job analytics,
            @JsonPropertyDescription("Captures cameras.") Job camera) {}

    /** A job. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Job(
            @JsonPropertyDescription("Whether it runs.") Boolean enabled,
            @JsonPropertyDescription("Its parallelism.") @Min(1) @Max(1024) Integer parallelism,
            @JsonPropertyDescription("Its TaskManagers.") TaskManager taskManager,
            @JsonPropertyDescription("Variables CV_* of this job.") Map<String, String> config) {}

    /** TaskManagers of a job. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TaskManager(
            @JsonPropertyDescription("Slots of each.") @Min(1) @Max(128) Integer slots,
            @JsonPropertyDescription("CPUs of each, such as 2 or 0.5.") Double cpu,
            @JsonPropertyDescription("Memory of each as Flink writes it, such as 6144m.")
                    @Pattern("^[0-9]+(m|g)$")
                    String memory) {}

    /** Ingress. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ingress(
            @JsonPropertyDescription("Name under which the bridge is reached.") String host,
            @JsonPropertyDescription("IngressClass.") String className,
            @JsonPropertyDescription("Secret of the certificate; no TLS when absent.")
                    String tlsSecret,
            @JsonPropertyDescription("Annotations, such as cert-manager.io/cluster-issuer.")
                    Map<String, String> annotations) {}
}
