package ke.co.datacraft.cv.kubernetes.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same, and what only a real API server does (schemas, admission, rights, owners of fields), on
 * the cluster that {@code KUBECONFIG} names. The operator has its own account with the rights of
 * its manifest. Each test works in a namespace of its own, which is removed; so are definitions of
 * kinds that the cluster did not know.
 */
@EnabledIfEnvironmentVariable(
        named = "KUBECONFIG",
        matches = ".+",
        disabledReason = "KUBECONFIG names no cluster to test on")
class OperatorOnClusterTest extends OperatorScenarios {

    private static final Path DEFINITIONS =
            Path.of(System.getProperty("cv.shared", "absent")).resolve("data/crds");
    private static final String ACCOUNT = "computer-vision-operator";
    private static final long WAIT_SECONDS = 60;

    private static final List<HasMetadata> DEFINED = new ArrayList<>();
    private static Config cluster;
    private static KubernetesClient admin;

    @TempDir private Path folder;
    private KubernetesClient own;

    @BeforeAll
    static void connect() throws IOException {
        cluster = Config.autoConfigure(null);
        admin = new KubernetesClientBuilder().withConfig(cluster).build();
        define("computervisions." + ComputerVision.GROUP, Path.of("deploy", "crd.yaml"));
        define(
                "flinkdeployments.flink.apache.org",
                DEFINITIONS.resolve("flinkdeployments.flink.apache.org-v1.yaml"));
        for (String monitor : List.of("servicemonitors", "podmonitors")) {
            define(
                    monitor + ".monitoring.coreos.com",
                    DEFINITIONS.resolve("monitoring.coreos.com_" + monitor + ".yaml"));
        }
    }

    @AfterAll
    static void disconnect() {
        if (admin != null) {
            DEFINED.forEach(definition -> admin.resource(definition).delete());
            admin.close();
        }
    }

    @BeforeEach
    void startOperator() throws IOException {
        client = admin;
        namespace =
                admin.resource(
                                new NamespaceBuilder()
                                        .withNewMetadata()
                                        .withGenerateName("computer-vision-test-")
                                        .addToLabels(
                                                "pod-security.kubernetes.io/enforce", "restricted")
                                        .endMetadata()
                                        .build())
                        .create()
                        .getMetadata()
                        .getName();
        account();
        own =
                new KubernetesClientBuilder()
                        .withConfig(
                                new ConfigBuilder(cluster)
                                        .withImpersonateUsername(
                                                "system:serviceaccount:"
                                                        + namespace
                                                        + ":"
                                                        + ACCOUNT)
                                        .build())
                        .build();
        start(own, folder, true);
    }

    @AfterEach
    void removeAll() {
        try {
            // While the operator runs, as it holds the resource until the Flink jobs are gone.
            var resources = admin.resources(ComputerVision.class).inNamespace(namespace);
            resources.delete();
            resources
                    .withName("production-cv")
                    .waitUntilCondition(gone -> gone == null, WAIT_SECONDS, TimeUnit.SECONDS);
        } finally {
            stop();
            own.close();
            admin.namespaces().withName(namespace).delete();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 3 | replicas: 0 | spec.replicas",
                "port: 5432 | port: 70000 | spec.database.port",
                "type: s3 | type: disk | spec.storage.type",
                "version: \"1.0.0\" | version: \"1.0 beta\" | spec.version",
                "replicas: 3 | jobs: {vision: {taskManager: {memory: 6GB}}} | spec.jobs.vision.taskManager.memory",
            })
    void whatTheSchemaForbidsIsRefused(String before, String after, String field) {
        GenericKubernetesResource bad =
                Serialization.unmarshal(
                        GUIDE.replace(before, after), GenericKubernetesResource.class);
        assertThat(GUIDE).contains(before);
        assertThatThrownBy(() -> admin.resource(bad).inNamespace(namespace).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(field);
    }

    @Test
    void fieldsOfOthersAreLeftAlone() {
        create(GUIDE);
        eventually("bridge", () -> bridge() != null);
        admin.resource(bridge())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("somebody")
                                .build(),
                        "{\"metadata\":{\"annotations\":{\"example.com/owner\":\"somebody\"}},"
                                + "\"spec\":{\"replicas\":1}}");
        eventually("replicas", () -> bridge().getSpec().getReplicas() == 3);
        assertThat(bridge().getMetadata().getAnnotations())
                .containsEntry("example.com/owner", "somebody");
        assertThat(bridge().getMetadata().getManagedFields())
                .filteredOn(entry -> "Apply".equals(entry.getOperation()))
                .extracting(ManagedFieldsEntry::getManager)
                .containsExactly(ObjectStore.FIELD_MANAGER);
    }

    @Test
    void podsAreAdmittedWhereOnlyRestrictedOnesAre() {
        create(
                GUIDE.replaceFirst("cache: .*", "cache: {type: internal}")
                        .replaceFirst("storage: .*", "storage: {type: minio}"));
        eventually("Jobs", () -> !setupJobs().isEmpty());
        eventually("bridge", () -> bridge() != null);
        List<PodTemplateSpec> templates = new ArrayList<>();
        setupJobs().forEach(job -> templates.add(job.getSpec().getTemplate()));
        admin.apps()
                .deployments()
                .inNamespace(namespace)
                .list()
                .getItems()
                .forEach(deployment -> templates.add(deployment.getSpec().getTemplate()));
        for (StatefulSet set :
                admin.apps().statefulSets().inNamespace(namespace).list().getItems()) {
            PodTemplateSpec template = set.getSpec().getTemplate();
            for (PersistentVolumeClaim claim : set.getSpec().getVolumeClaimTemplates()) {
                template.getSpec()
                        .getVolumes()
                        .add(
                                new VolumeBuilder()
                                        .withName(claim.getMetadata().getName())
                                        .withNewEmptyDir()
                                        .endEmptyDir()
                                        .build());
            }
            templates.add(template);
        }
        assertThat(templates).hasSizeGreaterThanOrEqualTo(4);
        // Refused with a message that names the field; nothing is kept.
        templates.forEach(
                template ->
                        admin.pods()
                                .inNamespace(namespace)
                                .resource(
                                        new PodBuilder()
                                                .withNewMetadata()
                                                .withName("admitted")
                                                .withLabels(template.getMetadata().getLabels())
                                                .endMetadata()
                                                .withSpec(template.getSpec())
                                                .build())
                                .dryRun()
                                .create());
    }

    private void account() throws IOException {
        ClusterRole role = null;
        String manifest = Files.readString(Path.of("deploy", "operator.yaml"));
        for (Object object : (List<?>) new KubernetesSerialization().unmarshal(manifest)) {
            if (object instanceof ClusterRole found) {
                role = found;
            }
        }
        List<HasMetadata> objects =
                List.of(
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName(ACCOUNT)
                                .endMetadata()
                                .build(),
                        new RoleBuilder()
                                .withNewMetadata()
                                .withName(ACCOUNT)
                                .endMetadata()
                                .withRules(role.getRules())
                                .build(),
                        new RoleBindingBuilder()
                                .withNewMetadata()
                                .withName(ACCOUNT)
                                .endMetadata()
                                .withNewRoleRef("rbac.authorization.k8s.io", "Role", ACCOUNT)
                                .addNewSubject("", "ServiceAccount", ACCOUNT, namespace)
                                .build());
        objects.forEach(object -> admin.resource(object).inNamespace(namespace).create());
        // Pods want it, and a bare API server has nobody who makes it; who does may be first.
        eventually("the default account", this::defaultAccount);
    }

    private boolean defaultAccount() {
        if (admin.serviceAccounts().inNamespace(namespace).withName("default").get() == null) {
            admin.resource(
                            new ServiceAccountBuilder()
                                    .withNewMetadata()
                                    .withName("default")
                                    .endMetadata()
                                    .build())
                    .inNamespace(namespace)
                    .create();
        }
        return true;
    }

    /** Makes a kind known, unless the cluster knows it. */
    private static void define(String name, Path file) throws IOException {
        var definitions = admin.apiextensions().v1().customResourceDefinitions();
        if (definitions.withName(name).get() != null) {
            return;
        }
        assumeThat(file)
                .as("the cluster does not know %s, and this defines it", name)
                .isRegularFile();
        CustomResourceDefinition definition =
                Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        DEFINED.add(definitions.resource(definition).create());
        eventually(
                name,
                () ->
                        definitions.withName(name).get().getStatus().getConditions().stream()
                                .filter(condition -> "Established".equals(condition.getType()))
                                .anyMatch(condition -> "True".equals(condition.getStatus())));
    }
}
