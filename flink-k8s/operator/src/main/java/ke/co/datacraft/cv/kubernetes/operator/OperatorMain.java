package ke.co.datacraft.cv.kubernetes.operator;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the operator in a cluster. */
public final class OperatorMain {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);

    private static final int HEALTH_PORT = 8081;
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration END = Duration.ofSeconds(10);

    private OperatorMain() {}

    /**
     * Runs until it is told to end.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        KubernetesClient client = new KubernetesClientBuilder().build();
        Operator operator =
                create(
                        client,
                        Path.of(System.getProperty("java.io.tmpdir")),
                        true,
                        PAUSE,
                        namespaces(System.getenv()));
        operator.installShutdownHook(END);
        operator.start();
        health(operator, HEALTH_PORT);
        LOG.info("Watching ComputerVision resources");
    }

    /**
     * An operator that does not run yet.
     *
     * @param scratch folder for the chart
     * @param serverSideApply false for servers that cannot
     * @param pause longest time after which a resource is looked at again
     * @param namespaces where resources are looked for; everywhere when empty
     */
    static Operator create(
            KubernetesClient client,
            Path scratch,
            boolean serverSideApply,
            Duration pause,
            Set<String> namespaces) {
        Operator operator =
                new Operator(
                        settings ->
                                settings.withKubernetesClient(client)
                                        .withCloseClientOnStop(false)
                                        .withUseSSAToPatchPrimaryResource(serverSideApply));
        ComputerVisionReconciler reconciler =
                new ComputerVisionReconciler(
                        Chart.unpack(scratch),
                        new ObjectStore(client, serverSideApply),
                        new EventRecorder(client, Clock.systemUTC()),
                        Clock.systemUTC(),
                        pause);
        operator.register(
                reconciler,
                settings -> {
                    if (!namespaces.isEmpty()) {
                        settings.settingNamespaces(namespaces);
                    }
                });
        return operator;
    }

    /** Namespaces of {@code CV_OPERATOR_NAMESPACES}, by commas. */
    static Set<String> namespaces(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("CV_OPERATOR_NAMESPACES", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void health(Operator operator, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext(
                "/health",
                exchange -> {
                    boolean healthy =
                            operator.getRuntimeInfo().isStarted()
                                    && operator.getRuntimeInfo().allEventSourcesAreHealthy();
                    exchange.sendResponseHeaders(healthy ? 200 : 503, -1);
                    exchange.close();
                });
        server.start();
    }
}
