package ke.co.datacraft.cv.kubernetes.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed of the operator itself. */
class InstallManifestTest {

    /** Everything that the chart can render. */
    private static final Map<String, Object> ALL =
            Map.of(
                    "ingress", Map.of("enabled", true),
                    "autoscaling", Map.of("enabled", true),
                    "models", Map.of("pull", List.of("yolox-nano")),
                    "kafka", Map.of("topics", Map.of("manager", "strimzi")),
                    "postgresql", Map.of("backup", Map.of("enabled", true)),
                    "monitoring",
                            Map.of(
                                    "serviceMonitor", Map.of("enabled", true),
                                    "podMonitor", Map.of("enabled", true),
                                    "prometheusRule", Map.of("enabled", true),
                                    "dashboards", Map.of("enabled", true)));

    @TempDir private Path folder;

    @Test
    void theOperatorMayDoWhatItDoesAndNothingByWildcard() throws Exception {
        Set<String> granted = granted(role().getRules());
        Set<String> needed = new TreeSet<>();
        for (ObjectKind kind : ObjectKind.values()) {
            for (String verb : List.of("get", "create", "patch", "delete")) {
                needed.add(kind.group() + "/" + kind.plural() + ":" + verb);
            }
        }
        assertThat(granted).containsAll(needed).noneMatch(right -> right.contains("*"));
    }

    @Test
    void itGivesNoRightsThatItHasNot() throws Exception {
        Set<String> granted = granted(role().getRules());
        List<GenericKubernetesResource> roles =
                rendered().stream().filter(o -> o.getKind().equals("Role")).toList();
        assertThat(roles).isNotEmpty();
        for (GenericKubernetesResource role : roles) {
            Role typed = Serialization.unmarshal(Serialization.asYaml(role), Role.class);
            assertThat(granted)
                    .as(role.getMetadata().getName())
                    .containsAll(granted(typed.getRules()));
        }
    }

    @Test
    void everyKindThatTheChartRendersIsKnown() throws Exception {
        assertThat(rendered())
                .allSatisfy(
                        object ->
                                assertThat(ObjectKind.of(object.getApiVersion(), object.getKind()))
                                        .as(object.getApiVersion() + " " + object.getKind())
                                        .isPresent());
    }

    @Test
    void thePodIsRestricted() throws IOException {
        Deployment deployment =
                objects().stream()
                        .filter(Deployment.class::isInstance)
                        .map(Deployment.class::cast)
                        .findFirst()
                        .orElseThrow();
        var pod = deployment.getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().get(0);
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).contains("ALL");
        assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
        assertThat(container.getImage()).matches(".+:\\d+\\.\\d+\\.\\d+");
        assertThat(container.getLivenessProbe()).isNotNull();
    }

    private List<GenericKubernetesResource> rendered() throws InvalidSpecException {
        return Chart.unpack(folder).render("cv", "vision", "1.30.0", ALL);
    }

    private static ClusterRole role() throws IOException {
        return objects().stream()
                .filter(ClusterRole.class::isInstance)
                .map(ClusterRole.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<HasMetadata> objects() throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        String yaml = Files.readString(Path.of("deploy", "operator.yaml"));
        ((List<?>) new KubernetesSerialization().unmarshal(yaml))
                .forEach(object -> objects.add((HasMetadata) object));
        return objects;
    }

    private static Set<String> granted(List<PolicyRule> rules) {
        Set<String> granted = new TreeSet<>();
        for (PolicyRule rule : rules) {
            for (String group : rule.getApiGroups()) {
                for (String resource : rule.getResources()) {
                    rule.getVerbs()
                            .forEach(verb -> granted.add(group + "/" + resource + ":" + verb));
                }
            }
        }
        return granted;
    }
}
