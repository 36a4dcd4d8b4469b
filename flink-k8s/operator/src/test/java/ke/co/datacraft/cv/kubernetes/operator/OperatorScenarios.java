package ke.co.datacraft.cv.kubernetes.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the operator does on every API server. */
abstract class OperatorScenarios {

    private static final String FINALIZER = "cv.datacraft.co.ke/test";

    static final Duration PAUSE_OF_OPERATOR = Duration.ofMillis(200);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** The resource of the guide of the platform that this one replaces, with its brokers. */
    static final String GUIDE =
            """
            apiVersion: cv.datacraft.co.ke/v1alpha1
            kind: ComputerVision
            metadata:
              name: production-cv
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

    /** May do everything in the namespace. */
    KubernetesClient client;

    /** Of this test alone. */
    String namespace;

    private Operator operator;

    /**
     * Starts the operator in a namespace that exists.
     *
     * @param own client of the operator
     */
    final void start(KubernetesClient own, Path folder, boolean serverSideApply) {
        secret("database", Map.of("password", "p@ss/word"));
        operator =
                OperatorMain.create(
                        own, folder, serverSideApply, PAUSE_OF_OPERATOR, Set.of(namespace));
        operator.start();
    }

    final void stop() {
        if (operator != null) {
            operator.stop();
        }
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
                                .getNumericalAmount())
                .isEqualByComparingTo("2");
        assertThat(bridge().getMetadata().getOwnerReferences())
                .extracting(owner -> owner.getName())
                .containsExactly("production-cv");
        assertThat(secretValue("CV_DATABASE_URL"))
                .startsWith("postgresql://cv_user:p%40ss%2Fword@postgres.database")
                .endsWith(":5432/computer_vision");
        eventually("what is missing", () -> "SettingUp".equals(condition("Ready").getReason()));
        assertThat(flinkDeployments()).isEmpty();

        afterSetup("Flink jobs", () -> flinkDeployments().size() == 3);
        eventually("applied", () -> "True".equals(condition("Applied").getStatus()));
        eventually("no bridge", () -> "BridgeNotReady".equals(condition("Ready").getReason()));
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
        afterSetup("Flink jobs", () -> flinkDeployments().size() == 3);
        change(GUIDE + "  jobs: {camera: {enabled: false}}\n");
        eventually("no ingress", () -> ingresses() == 0);
        eventually("two Flink jobs", () -> flinkDeployments().size() == 2);
        eventually("event", () -> events().contains("Removed"));
    }

    @Test
    void aJobOfWhichNoStatusTellsIsRemovedToo() {
        create(GUIDE);
        afterSetup("Flink jobs", () -> flinkDeployments().size() == 3);
        GenericKubernetesResource lost = flinkDeployments().get(0);
        lost.setMetadata(
                new ObjectMetaBuilder()
                        .withName("lost")
                        .withNamespace(namespace)
                        .withLabels(lost.getMetadata().getLabels())
                        .build());
        lost.setAdditionalProperty("status", null);
        flink().inNamespace(namespace).resource(lost).create();
        eventually(
                "only the wanted ones",
                () ->
                        flinkDeployments().size() == 3
                                && flink().inNamespace(namespace).withName("lost").get() == null);
    }

    @Test
    void furtherValuesReachTheChartHoweverDeepTheyLie() {
        create(GUIDE + "  values: {bridge: {terminationGracePeriodSeconds: 61}}\n");
        eventually("bridge", () -> bridge() != null);
        assertThat(bridge().getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
                .isEqualTo(61);
    }

    @Test
    void anotherVersionReplacesWhatCannotBeChanged() {
        create(GUIDE);
        afterSetup("Flink jobs", () -> flinkDeployments().size() == 3);
        String first = setupJobs().get(0).getMetadata().getName();
        change(GUIDE.replace("1.0.0", "1.0.1"));
        eventually(
                "the next Job",
                () ->
                        setupJobs().stream()
                                .anyMatch(job -> !job.getMetadata().getName().equals(first)));
        afterSetup(
                "Flink jobs of the next version",
                () ->
                        flinkDeployments().stream()
                                .allMatch(
                                        job ->
                                                job.get("spec", "image")
                                                        .toString()
                                                        .endsWith(":1.0.1")));
        eventually(
                "the first Job is gone",
                () ->
                        setupJobs().stream()
                                .noneMatch(job -> job.getMetadata().getName().equals(first)));
    }

    @Test
    void whatOthersChangeIsPutRight() {
        create(GUIDE);
        eventually("bridge", () -> bridge() != null);
        // The operator may write it in between: then it is tried again.
        eventually("somebody's change", this::scaleDown);
        eventually("replicas", () -> bridge().getSpec().getReplicas() == 3);
        client.network().v1().networkPolicies().inNamespace(namespace).delete();
        eventually(
                "network policies",
                () ->
                        !client.network()
                                .v1()
                                .networkPolicies()
                                .inNamespace(namespace)
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
        afterSetup("Flink jobs", () -> flinkDeployments().size() == 3);
        String slow = flinkDeployments().get(0).getMetadata().getName();
        finalizers(slow, finalizers -> finalizers.add(FINALIZER));

        client.resources(ComputerVision.class)
                .inNamespace(namespace)
                .withName("production-cv")
                .delete();
        eventually(
                "two are gone", () -> flink().inNamespace(namespace).list().getItems().size() == 1);
        assertThat(resource()).isNotNull();

        finalizers(slow, finalizers -> finalizers.remove(FINALIZER));
        eventually("the resource is gone", () -> resource() == null);
    }

    private boolean scaleDown() {
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("production-cv-computer-vision-bridge")
                .edit(
                        deployment -> {
                            deployment.getSpec().setReplicas(1);
                            return deployment;
                        });
        return true;
    }

    private void finalizers(String flinkDeployment, Consumer<List<String>> change) {
        eventually(
                "finalizers",
                () -> {
                    flink().inNamespace(namespace)
                            .withName(flinkDeployment)
                            .edit(
                                    deployment -> {
                                        change.accept(deployment.getMetadata().getFinalizers());
                                        return deployment;
                                    });
                    return true;
                });
    }

    void create(String yaml) {
        ComputerVision resource = Serialization.unmarshal(yaml, ComputerVision.class);
        client.resource(resource).inNamespace(namespace).create();
    }

    void change(String yaml) {
        ComputerVision changed = Serialization.unmarshal(yaml, ComputerVision.class);
        // The operator may write its status in between: then it is tried again.
        eventually(
                "change",
                () -> {
                    client.resources(ComputerVision.class)
                            .inNamespace(namespace)
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

    ComputerVision resource() {
        return client.resources(ComputerVision.class)
                .inNamespace(namespace)
                .withName("production-cv")
                .get();
    }

    Condition condition(String type) {
        ComputerVision resource = resource();
        if (resource.getStatus() == null) {
            return new Condition();
        }
        return resource.getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseGet(Condition::new);
    }

    Deployment bridge() {
        return client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("production-cv-computer-vision-bridge")
                .get();
    }

    List<Job> setupJobs() {
        return client.batch().v1().jobs().inNamespace(namespace).list().getItems();
    }

    /** Waits while the jobs of the setup end as they come, as the cluster's controllers do it. */
    void afterSetup(String what, Callable<Boolean> condition) {
        eventually(
                what,
                () -> {
                    for (Job job : setupJobs()) {
                        // A cluster that has controllers may write it in between: then it is tried
                        // again.
                        finish(job);
                    }
                    return condition.call();
                });
    }

    private void finish(Job job) {
        Job now = client.resource(job).inNamespace(namespace).get();
        if (now.getStatus() != null && now.getStatus().getSucceeded() != null) {
            return; // What is done cannot be changed.
        }
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        JobStatusBuilder status = new JobStatusBuilder();
        status.withStartTime(
                now.getStatus() == null || now.getStatus().getStartTime() == null
                        ? time
                        : now.getStatus().getStartTime());
        status.withCompletionTime(time).withSucceeded(1);
        // Newer servers want both.
        for (String type : List.of("SuccessCriteriaMet", "Complete")) {
            status.addNewCondition()
                    .withType(type)
                    .withStatus("True")
                    .withReason("CompletionsReached")
                    .withLastTransitionTime(time)
                    .withLastProbeTime(time)
                    .endCondition();
        }
        now.setStatus(status.build());
        client.resource(now).inNamespace(namespace).updateStatus();
    }

    /** Without those that the Flink operator, where there is one, is about to end. */
    List<GenericKubernetesResource> flinkDeployments() {
        return flink().inNamespace(namespace).list().getItems().stream()
                .filter(deployment -> deployment.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    MixedOperation<
                    GenericKubernetesResource,
                    GenericKubernetesResourceList,
                    Resource<GenericKubernetesResource>>
            flink() {
        return client.genericKubernetesResources(
                ObjectKind.FLINK_DEPLOYMENT.context(ObjectKind.FLINK_API_VERSION));
    }

    private int ingresses() {
        return client.network().v1().ingresses().inNamespace(namespace).list().getItems().size();
    }

    String events() {
        StringBuilder reasons = new StringBuilder();
        client.v1()
                .events()
                .inNamespace(namespace)
                .list()
                .getItems()
                .forEach(event -> reasons.append(event.getReason()).append(' '));
        return reasons.toString();
    }

    String secretValue(String key) {
        return client.secrets()
                                .inNamespace(namespace)
                                .withName("production-cv-computer-vision-secrets")
                                .get()
                        == null
                ? null
                : new String(
                        Base64.getDecoder()
                                .decode(
                                        client.secrets()
                                                .inNamespace(namespace)
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
                        .withNamespace(namespace)
                        .endMetadata();
        values.forEach(
                (key, value) ->
                        secret.addToData(
                                key, Base64.getEncoder().encodeToString(value.getBytes())));
        client.resource(secret.build()).create();
    }

    static void eventually(String what, Callable<Boolean> condition) {
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
