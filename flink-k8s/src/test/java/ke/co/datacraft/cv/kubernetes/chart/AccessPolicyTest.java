package ke.co.datacraft.cv.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rights, secrets and the network: nothing that is not needed. */
class AccessPolicyTest {

    static Stream<RenderedChart> charts() {
        return RenderedObjectsTest.charts();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void rolesNameWhatTheyAllow(RenderedChart chart) {
        assertThat(chart.objects())
                .extracting(RenderedChart::kind)
                .doesNotContain("ClusterRole", "ClusterRoleBinding");
        assertThat(chart.ofKind("Role"))
                .hasSize(2)
                .allSatisfy(
                        role ->
                                assertThat(role.path("rules").toString())
                                        .doesNotContain("\"*\"", "secrets", "exec"));
    }

    @Test
    void taskManagersChangeNothing() {
        JsonNode role = Example.PRODUCTION.render().get("Role", "-taskmanager");

        assertThat(role.path("rules").toString())
                .isEqualTo(
                        "[{\"apiGroups\":[\"\"],\"resources\":[\"configmaps\"],"
                                + "\"verbs\":[\"get\",\"list\",\"watch\"]}]");
    }

    @Test
    void secretsStandInSecretsOnly() {
        Map<String, String> secrets =
                Map.of(
                        "secrets.values.CV_JWT_SECRET_KEY", "hush-jwt",
                        "secrets.values.CV_ENCRYPTION_KEY", "hush-encryption",
                        "secrets.values.CV_S3_SECRET_ACCESS_KEY", "hush-s3",
                        "secrets.values.CV_KAFKA_PROPERTIES", "hush-kafka",
                        "secrets.values.REDIS_PASSWORD", "hush-redis",
                        "postgresql.enabled", "false",
                        "postgresql.external.host", "db.example.com",
                        "postgresql.external.password", "hush@database");
        RenderedChart chart = RenderedChart.with(secrets);

        assertThat(chart.objects().stream().filter(o -> !RenderedChart.kind(o).equals("Secret")))
                .allSatisfy(object -> assertThat(object.toString()).doesNotContain("hush"));
        JsonNode secret = chart.get("Secret", "-secrets").path("data");
        assertThat(decoded(secret, "CV_DATABASE_URL"))
                .isEqualTo(
                        "postgresql://cv_user:hush%40database@db.example.com:5432/computer_vision");
        assertThat(decoded(secret, "CV_REDIS_URL"))
                .isEqualTo("redis://:hush-redis@cv-computer-vision-redis.vision.svc:6379/0");
        assertThat(decoded(secret, "CV_JWT_SECRET_KEY")).isEqualTo("hush-jwt");
    }

    @Test
    void aSecretThatWasNotGivenIsMadeUpLongEnough() {
        JsonNode first = Example.MINIMAL.render().get("Secret", "-secrets").path("data");
        JsonNode second = Example.MINIMAL.render().get("Secret", "-secrets").path("data");

        assertThat(decoded(first, "CV_JWT_SECRET_KEY"))
                .hasSizeGreaterThanOrEqualTo(32)
                .isNotEqualTo(decoded(second, "CV_JWT_SECRET_KEY"));
    }

    @Test
    void withASecretOfTheUsersOwnNoneIsMade() {
        RenderedChart chart = Example.PRODUCTION.render();

        assertThat(chart.ofKind("Secret")).isEmpty();
        assertThat(chart.get("Deployment", "-bridge").toString())
                .contains("\"name\":\"computer-vision-secrets\",\"key\":\"CV_DATABASE_URL\"");
    }

    @Test
    void externalSecretsTakeTheSecretsPlace() {
        RenderedChart chart =
                RenderedChart.with(
                        Map.of(
                                "externalSecrets.enabled", "true",
                                "externalSecrets.secretStoreRef.name", "vault"));

        assertThat(chart.ofKind("Secret")).isEmpty();
        assertThat(chart.get("ExternalSecret", "-secrets").at("/spec/target/name").asText())
                .isEqualTo("cv-computer-vision-secrets");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyPodIsClosedButForNames(RenderedChart chart) {
        List<JsonNode> policies = chart.ofKind("NetworkPolicy");

        assertThat(chart.pods())
                .allSatisfy(
                        pod ->
                                assertThat(policies)
                                        .anyMatch(
                                                policy ->
                                                        policy.at("/spec/policyTypes")
                                                                        .toString()
                                                                        .equals(
                                                                                "[\"Ingress\",\"Egress\"]")
                                                                && selects(policy, pod)));
        assertThat(chart.get("NetworkPolicy", "-names").at("/spec/egress").toString())
                .contains("kube-dns", "\"port\":53", "UDP", "TCP");
        assertThat(chart.get("NetworkPolicy", "-names").at("/spec/ingress").isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyWayOutAndInHasAnEndAndPorts(RenderedChart chart) {
        List<String> open = new ArrayList<>();
        for (JsonNode policy : chart.ofKind("NetworkPolicy")) {
            for (JsonNode rule : policy.at("/spec/egress")) {
                open(policy, rule, "to", open);
            }
            for (JsonNode rule : policy.at("/spec/ingress")) {
                open(policy, rule, "from", open);
            }
        }
        assertThat(open).isEmpty();
    }

    private static void open(JsonNode policy, JsonNode rule, String end, List<String> open) {
        boolean anybody = false;
        for (JsonNode peer : rule.path(end)) {
            anybody |= peer.isEmpty();
        }
        if (rule.path(end).isEmpty() || anybody || rule.path("ports").isEmpty()) {
            open.add(RenderedChart.name(policy) + ": " + rule);
        }
    }

    @Test
    void onlyVisionReachesPublicAddressesAndNoPrivateOnesThatWay() {
        RenderedChart chart = Example.DEFAULTS.render();

        assertThat(chart.ofKind("NetworkPolicy"))
                .filteredOn(policy -> policy.toString().contains("0.0.0.0/0"))
                .extracting(RenderedChart::name)
                .containsExactly("cv-computer-vision-vision");
        assertThat(chart.get("NetworkPolicy", "-vision").toString())
                .contains("\"except\":[\"10.0.0.0/8\"", "169.254.0.0/16", "192.168.0.0/16");
        assertThat(Example.AIRGAPPED.render().ofKind("NetworkPolicy"))
                .noneMatch(policy -> policy.toString().contains("0.0.0.0/0"));
    }

    @Test
    void alertsAreHandedOnWhereThatIsWanted() {
        RenderedChart chart =
                RenderedChart.with(
                        Map.of(
                                "jobs.analytics.webhooksName", "webhooks",
                                "networkPolicy.delivery.cidrs[0]", "203.0.113.0/24",
                                "jobs.analytics.config.CV_MQTT_URL", "ssl://mqtt.house.svc:8883"));

        assertThat(chart.get("NetworkPolicy", "-analytics").at("/spec/egress").toString())
                .contains("{\"ipBlock\":{\"cidr\":\"203.0.113.0/24\"}}],\"ports\":[{\"port\":443")
                .contains("\"kubernetes.io/metadata.name\":\"house\"", "\"port\":8883");
        assertThat(chart.get("FlinkDeployment", "-analytics").at("/spec/taskManager").toString())
                .contains("{\"name\":\"webhooks\",\"mountPath\":\"/webhooks\",\"readOnly\":true}");
    }

    @Test
    void metricsAreNotServedWhereTheBridgeIsReachedFromOutside() {
        RenderedChart chart = RenderedChart.with(Map.of("service.type", "LoadBalancer"));

        assertThat(chart.get("Service", "-bridge").at("/spec/ports").toString())
                .doesNotContain("9090");
        assertThat(chart.get("Service", "-bridge-metrics").at("/spec/clusterIP").asText())
                .isEqualTo("None");
    }

    @Test
    void theCamerasJobKnowsNothingOfTheDatabase() {
        RenderedChart chart = Example.PRODUCTION.render();

        assertThat(chart.get("FlinkDeployment", "-camera").toString())
                .doesNotContain("CV_DATABASE_URL");
        assertThat(chart.get("NetworkPolicy", "-camera").toString()).doesNotContain("5432");
    }

    @Test
    void theWayToAServiceOfTheClusterEndsAtItsNamespace() {
        JsonNode egress =
                Example.PRODUCTION.render().get("NetworkPolicy", "-bridge").at("/spec/egress");

        assertThat(egress.get(0).toString())
                .contains("\"kubernetes.io/metadata.name\":\"database\"", "\"port\":5432");
        assertThat(egress.get(1).toString())
                .contains("\"kubernetes.io/metadata.name\":\"kafka\"", "\"port\":9092");
        assertThat(egress.get(2).toString())
                .contains("\"kubernetes.io/metadata.name\":\"cache\"", "\"port\":6379");
    }

    @Test
    void theWayToAnAddressEndsThere() {
        RenderedChart chart =
                RenderedChart.with(
                        Map.of(
                                "postgresql.enabled", "false",
                                "postgresql.external.host", "10.20.30.40",
                                "monitoring.tracing.enabled", "true",
                                "monitoring.tracing.endpoint", "http://jaeger.tracing.svc:4318",
                                "bridge.config.CV_JWT_JWKS_URL", "https://10.1.1.1/keys"));
        String egress = chart.get("NetworkPolicy", "-bridge").at("/spec/egress").toString();

        assertThat(egress)
                .contains("\"cidr\":\"10.20.30.40/32\"")
                .contains("\"kubernetes.io/metadata.name\":\"tracing\"", "\"port\":4318")
                .contains("\"cidr\":\"10.1.1.1/32\"}}],\"ports\":[{\"port\":443");
    }

    private static boolean selects(JsonNode policy, Pod pod) {
        JsonNode wanted = policy.at("/spec/podSelector/matchLabels");
        return wanted.properties().stream()
                .allMatch(
                        label ->
                                pod.metadata()
                                        .path("labels")
                                        .path(label.getKey())
                                        .equals(label.getValue()));
    }

    private static String decoded(JsonNode data, String key) {
        return new String(Base64.getDecoder().decode(data.path(key).asText()));
    }
}
