package ke.co.datacraft.cv.kubernetes.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole operator against an API server that keeps objects, without admission and controllers.
 */
@EnableKubernetesMockClient(crud = true)
class OperatorTest {

    private static final String NAMESPACE = "vision";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** The resource of the guide of the platform that this one replaces, with its brokers. */
    private static final String GUIDE =
            """
            apiVersion: cv.datacraft.co.ke/v1alpha1
            kind: ComputerVision
            metadata:
              name: production-cv
              namespace: vision
              uid: 0d4f3f0e-51a1-5c7e-9d0b-6f5a3b1c2d3e
              generation: 1
            spec:
              version: "1.0.0"
              replicas: 3
              resources:
                limits: {cpu: 2000m, memory: 4Gi}
                requests: {cpu: 500m, memory: 2Gi}
              database:
                type: external
                host: postgres.database.svc.cluster.local
                port: 5432
                database: computer_vision
                passwordSecret: {name: database, key: password}
              cache: {type: external, host: redis.cache.svc.cluster.local, port: 6379}
              storage: {type: s3, bucket: computer-vision-storage, region: us-west-2}
              kafka: {type: external, bootstrapServers: "kafka.messaging.svc:9092"}
              monitoring: {enabled: true, metrics: true, tracing: true, endpoint: "http://jaeger:4318"}
            """;

    KubernetesClient client;

    @TempDir private Path folder;
    private Operator operator;

    @BeforeEach
    void start() {
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(NAMESPACE)
                                .endMetadata()
                                .build())
                .create();
        secret("database", Map.of("password", "p@ss/word"));
        operator = OperatorMain.create(client, folder, false, Duration.ofMillis(200), Set.of());
        operator.start();
    }

    @AfterEach
    void stop() {
        operator.stop();
    }

    @Test
    void theResourceOfTheGuideBecomesObjectsAndJobsWaitForTheDatabase() {
        create(GUIDE);

        eventually("bridge", () -> bridge() != null);
        assertThat(bridge().getSpec().getReplicas()).isEqualTo(3);
        assertThat(
                        bridge().getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .get(0)
                                .getResources()
                                .getLimits()
                                .get("cpu")
                                .toString())
                .isEqualTo("2000m");
        assertThat(bridge().getMetadata().getOwnerReferences())
                .extracting(owner -> owner.getName())
                .containsExactly("production-cv");
        assertThat(secretValue("CV_DATABASE_URL"))
                .startsWith("postgresql://cv_user:p%40ss%2Fword@postgres.database")
                .endsWith(":5432/computer_vision");
        eventually("what is missing", () -> "SettingUp".equals(condition("Ready").getReason()));
        assertThat(flinkDeployments()).isEmpty();

        finishSetup();
        eventually("Flink jobs", () -> flinkDeployments().size() == 3);
        eventually("applied", () -> "True".equals(condition("Applied").getStatus()));
        eventually("no bridge", () -> "BridgeNotReady".equals(condition("Ready").getReason()));

        run();
        eventually("ready", () -> "True".equals(condition("Ready").getStatus()));
        assertThat(resource().getStatus().bridge()).isEqualTo("3/3");
        assertThat(resource().getStatus().version()).isEqualTo("1.0.0");
        eventually("event", () -> events().contains("Running"));
    }

    @Test
    void whatIsMadeUpIsKept() {
        create(GUIDE);
        eventually("secret", () -> secretValue("CV_JWT_SECRET_KEY") != null);
        String key = secretValue("CV_JWT_SECRET_KEY");
        assertThat(key).hasSizeGreaterThan(40);
        change(GUIDE.replace("replicas: 3", "replicas: 4"));
        eventually("change", () -> bridge().getSpec().getReplicas() == 4);
        assertThat(secretValue("CV_JWT_SECRET_KEY")).isEqualTo(key);
    }

    @Test
    void whatIsNotWantedAnyMoreIsRemoved() {
        create(GUIDE + "  ingress: {host: cv.example.com, tlsSecret: cv-tls}\n");
        eventually("ingress", () -> ingresses() == 1);
        finishSetup();
        eventually("Flink jobs", () -> flinkDeployments().size() == 3);
        change(GUIDE + "  jobs: {camera: {enabled: false}}\n");
        eventually("no ingress", () -> ingresses() == 0);
        eventually("two Flink jobs", () -> flinkDeployments().size() == 2);
        assertThat(events()).contains("Removed");
    }

    @Test
    void whatOthersChangeIsPutRight() {
        create(GUIDE);
        eventually("bridge", () -> bridge() != null);
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("production-cv-computer-vision-bridge")
                .edit(
                        deployment -> {
                            deployment.getSpec().setReplicas(1);
                            return deployment;
                        });
        eventually("replicas", () -> bridge().getSpec().getReplicas() == 3);
        client.network().v1().networkPolicies().inNamespace(NAMESPACE).delete();
        eventually(
                "network policies",
                () ->
                        !client.network()
                                .v1()
                                .networkPolicies()
                                .inNamespace(NAMESPACE)
                                .list()
                                .getItems()
                                .isEmpty());
    }

    @Test
    void badValuesChangeNothingAndNameTheCure() {
        create(GUIDE);
        eventually("bridge", () -> bridge() != null);
        change(GUIDE.replace("host: postgres.database.svc.cluster.local", "host: ''"));
        eventually("invalid", () -> "False".equals(condition("Valid").getStatus()));
        assertThat(condition("Valid").getMessage())
                .startsWith("spec.database.host is empty: give the host of your database");
        assertThat(bridge()).isNotNull();
        eventually("event", () -> events().contains("Invalid"));

        change(GUIDE + "  config: {CV_DATABASE_URL: 'postgresql://u:p@h/d'}\n");
        eventually(
                "the chart's message",
                () -> condition("Valid").getMessage().contains("CV_DATABASE_URL is a secret"));

        change(GUIDE.replace("name: database, key", "name: none, key"));
        eventually(
                "the Secret that is not there",
                () ->
                        condition("Valid")
                                .getMessage()
                                .contains("kubectl create secret generic none"));

        change(GUIDE);
        eventually("valid again", () -> "True".equals(condition("Valid").getStatus()));
    }

    @Test
    void theEndWaitsForTheFlinkJobs() {
        create(GUIDE);
        eventually("jobs of the setup", () -> !setupJobs().isEmpty());
        finishSetup();
        eventually("Flink jobs", () -> flinkDeployments().size() == 3);
        GenericKubernetesResource slow = flinkDeployments().get(0);
        slow.getMetadata().setFinalizers(List.of("flinkdeployments.flink.apache.org/finalizer"));
        flink().inNamespace(NAMESPACE).resource(slow).update();

        client.resources(ComputerVision.class)
                .inNamespace(NAMESPACE)
                .withName("production-cv")
                .delete();
        eventually("two are gone", () -> flinkDeployments().size() == 1);
        assertThat(resource()).isNotNull();

        GenericKubernetesResource last = flinkDeployments().get(0);
        last.getMetadata().setFinalizers(List.of());
        flink().inNamespace(NAMESPACE).resource(last).update();
        eventually("the resource is gone", () -> resource() == null);
    }

    private void create(String yaml) {
        client.resource(Serialization.unmarshal(yaml, ComputerVision.class)).create();
    }

    private void change(String yaml) {
        ComputerVision changed = Serialization.unmarshal(yaml, ComputerVision.class);
        // The operator may write its status in between: then it is tried again.
        eventually(
                "change",
                () -> {
                    client.resources(ComputerVision.class)
                            .inNamespace(NAMESPACE)
                            .withName("production-cv")
                            .edit(
                                    resource -> {
                                        resource.setSpec(changed.getSpec());
                                        resource.getMetadata()
                                                .setGeneration(
                                                        resource.getMetadata().getGeneration() + 1);
                                        return resource;
                                    });
                    return true;
                });
    }

    private ComputerVision resource() {
        return client.resources(ComputerVision.class)
                .inNamespace(NAMESPACE)
                .withName("production-cv")
                .get();
    }

    private Condition condition(String type) {
        ComputerVision resource = resource();
        if (resource.getStatus() == null) {
            return new Condition();
        }
        return resource.getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseGet(Condition::new);
    }

    private Deployment bridge() {
        return client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("production-cv-computer-vision-bridge")
                .get();
    }

    private List<Job> setupJobs() {
        return client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems();
    }

    /** What the cluster's controllers would do. */
    private void finishSetup() {
        eventually(
                "jobs of the setup",
                () ->
                        setupJobs().stream()
                                .anyMatch(
                                        job ->
                                                job.getStatus() == null
                                                        || job.getStatus().getSucceeded() == null));
        for (Job job : setupJobs()) {
            client.resource(
                            new JobBuilder(job)
                                    .withNewStatus()
                                    .withSucceeded(1)
                                    .endStatus()
                                    .build())
                    .updateStatus();
        }
    }

    private void run() {
        Deployment bridge = bridge();
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .resource(bridge)
                .editStatus(
                        deployment -> {
                            deployment.setStatus(
                                    new DeploymentStatusBuilder()
                                            .withReplicas(3)
                                            .withReadyReplicas(3)
                                            .build());
                            return deployment;
                        });
        for (GenericKubernetesResource job : flinkDeployments()) {
            job.setAdditionalProperty("status", Map.of("jobStatus", Map.of("state", "RUNNING")));
            flink().inNamespace(NAMESPACE).resource(job).updateStatus();
        }
    }

    private List<GenericKubernetesResource> flinkDeployments() {
        return flink().inNamespace(NAMESPACE).list().getItems();
    }

    private MixedOperation<
                    GenericKubernetesResource,
                    GenericKubernetesResourceList,
                    Resource<GenericKubernetesResource>>
            flink() {
        return client.genericKubernetesResources(
                ObjectKind.FLINK_DEPLOYMENT.context(ObjectKind.FLINK_API_VERSION));
    }

    private int ingresses() {
        return client.network().v1().ingresses().inNamespace(NAMESPACE).list().getItems().size();
    }

    private String events() {
        StringBuilder reasons = new StringBuilder();
        client.v1()
                .events()
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .forEach(event -> reasons.append(event.getReason()).append(' '));
        return reasons.toString();
    }

    private String secretValue(String key) {
        return client.secrets()
                                .inNamespace(NAMESPACE)
                                .withName("production-cv-computer-vision-secrets")
                                .get()
                        == null
                ? null
                : new String(
                        Base64.getDecoder()
                                .decode(
                                        client.secrets()
                                                .inNamespace(NAMESPACE)
                                                .withName("production-cv-computer-vision-secrets")
                                                .get()
                                                .getData()
                                                .get(key)),
                        StandardCharsets.UTF_8);
    }

    private void secret(String name, Map<String, String> values) {
        SecretBuilder secret =
                new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .endMetadata();
        values.forEach(
                (key, value) ->
                        secret.addToData(
                                key, Base64.getEncoder().encodeToString(value.getBytes())));
        client.resource(secret.build()).create();
    }

    private static void eventually(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Exception last = null;
        while (System.nanoTime() < end) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception e) {
                last = e; // Such as an object that is not there yet.
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("Not within " + PATIENCE + ": " + what, last);
    }
}
