package ke.co.datacraft.cv.kubernetes.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code helm test} runs in its pod, run here against a server of HTTP. */
class HelmTestPodTest {

    @TempDir private static Path folder;
    private static RenderedChart chart;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int ready = 200;

    @BeforeAll
    static void render() {
        chart = RenderedChart.withTestPod(folder);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    asked.add(path);
                    byte[] answer = "{}".getBytes(UTF_8);
                    exchange.sendResponseHeaders(
                            path.equals("/ready") ? ready : 200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void passesWhereTheBridgeIsReady() throws Exception {
        assertThat(run(server.getAddress().getPort())).isZero();
        assertThat(asked).containsExactly("/health", "/ready");
    }

    @Test
    void failsWhereTheBridgeIsNotReady() throws Exception {
        ready = 503;

        assertThat(run(server.getAddress().getPort())).isNotZero();
    }

    @Test
    void failsWhereNobodyAnswers() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertThat(run(port)).isNotZero();
    }

    @Test
    void keepsToThePolicyOfAllPods() {
        assertThat(chart.pods()).extracting(Pod::owner).contains("Pod/cv-computer-vision-test");
        new PodPolicyTest().nobodyIsRoot(chart);
        new PodPolicyTest().containersGainNothingAndWriteNowhereButOnVolumes(chart);
        new PodPolicyTest().imagesAreReleasesAndResourcesAreLimited(chart);
        new AccessPolicyTest().everyPodIsClosedButForNames(chart);
        new RenderedObjectsTest().kubernetesKnowsEveryFieldOfItsOwnKinds(chart);
    }

    @Test
    void asksTheServiceOfTheRelease() {
        JsonNode variables = chart.get("Pod", "-test").at("/spec/containers/0/env");

        assertThat(variables.at("/0/value").asText())
                .isEqualTo(RenderedChart.name(chart.get("Service", "-bridge")));
        assertThat(variables.at("/1/value").asText()).isEqualTo("8000");
    }

    private static int run(int port) throws IOException, InterruptedException {
        JsonNode container = chart.get("Pod", "-test").at("/spec/containers/0");
        List<String> command = new ArrayList<>();
        container.path("command").forEach(word -> command.add(word.asText()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOST", InetAddress.getLoopbackAddress().getHostAddress());
        builder.environment().put("PORT", Integer.toString(port));
        Process process = builder.start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
