package ke.co.datacraft.cv.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import ke.co.datacraft.cv.bridge.BridgeMain;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.security.TokenIssuer;
import ke.co.datacraft.cv.bridge.settings.JwtSettings;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedKafka;
import ke.co.datacraft.cv.standalone.services.EmbeddedPostgres;
import ke.co.datacraft.cv.standalone.services.EmbeddedRedis;
import ke.co.datacraft.cv.standalone.services.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv bench rest}. */
@Command(
        name = "rest",
        mixinStandardHelpOptions = true,
        description = {
            "GET of a job's results from the bridge, as a process of its own with the options of"
                    + " ./cv bridge, beside FastAPI on uvicorn: CPU per thousand requests at the same"
                    + " rate, times of answers at half of the highest rate, memory, time to ready."
        })
final class RestBenchmark implements Callable<Integer> {

    private static final String SECRET = "a-secret-for-benchmarks-long-enough-for-hs256";
    private static final int TOKENS = 20;

    /** Where the peer answers with a response model. */
    private static final String TYPED = "/typed";

    /** Where the peer answers without parsing what it read. */
    private static final String LEAN = "/lean";

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Jobs that are asked for in turn (default: ${DEFAULT-VALUE}).")
    int jobs;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Seconds of each measurement (default: ${DEFAULT-VALUE}).")
    double seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds after one to warm up (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "8",
            description = "Connections at once (default: ${DEFAULT-VALUE}).")
    int connections;

    @Spec CommandSpec spec;

    private Report report;
    private Path scratch;

    @Override
    public Integer call() throws Exception {
        if (jobs < 1 || rounds < 1 || connections < 1 || seconds <= 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--jobs, --rounds and --connections must be 1 or more, --seconds above 0");
        }
        report = new Report(spec.commandLine().getOut());
        scratch = Files.createTempDirectory("cv-bench");
        try (DataFolder folder = DataFolder.open(scratch.resolve("data"));
                EmbeddedPostgres postgres = new EmbeddedPostgres(folder);
                EmbeddedRedis redis = new EmbeddedRedis(folder);
                EmbeddedKafka kafka =
                        new EmbeddedKafka(folder, new Topics(Topics.DEFAULT_PREFIX))) {
            postgres.start();
            redis.start();
            kafka.start();
            List<UUID> ids = RestData.write(postgres.url(), jobs);
            report.line(
                    "%d jobs of an image with ten objects, %d connections, %d processors, %d rounds"
                            + " of %.0f s",
                    jobs, connections, Runtime.getRuntime().availableProcessors(), rounds, seconds);
            Map<String, String> variables = new LinkedHashMap<>();
            variables.put("CV_DATABASE_URL", postgres.url());
            variables.put("CV_REDIS_URL", redis.url());
            variables.put("CV_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            variables.put("CV_STORAGE_BACKEND", "filesystem");
            variables.put("CV_STORAGE_PATH", scratch.resolve("uploads").toString());
            measure(variables, ids);
            return 0;
        } finally {
            ScratchFolder.delete(scratch);
        }
    }

    /** Requests for the results of jobs, below a prefix. */
    private static List<byte[]> requests(String prefix, List<UUID> ids) {
        TokenIssuer issuer =
                new TokenIssuer(
                        JwtSettings.read(Map.of("CV_JWT_SECRET_KEY", SECRET)), Clock.systemUTC());
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < TOKENS; i++) {
            tokens.add(issuer.issue(RestData.TENANT, "caller-" + i, Set.of(Role.VIEWER), null));
        }
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            requests.add(
                    HttpCaller.request(
                            prefix + "/api/v1/jobs/" + ids.get(i) + "/results",
                            tokens.get(i % TOKENS)));
        }
        return requests;
    }

    private void measure(Map<String, String> variables, List<UUID> ids) throws IOException {
        report.section("The bridge alone");
        Path archive = scratch.resolve("bridge.jsa");
        try (ServiceProcess first = bridge(variables, "-XX:ArchiveClassesAtExit=" + archive)) {
            report.ratio("  seconds from start to ready, first start", first.awaitReady());
        }
        try (ServiceProcess bridge = bridge(variables, "-XX:SharedArchiveFile=" + archive)) {
            report.atMost("  seconds from start to ready", bridge.awaitReady(), 3);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(10));
            report.atMost("  MiB resident, idle", bridge.residentMegabytes(), 150);
            String missing = RestPeer.missing();
            if (missing != null) {
                report.line("FastAPI is not measured: it needs %s", missing);
                return;
            }
            int port = Ports.free();
            Path log = scratch.resolve("peer.log");
            try (ServiceProcess peer =
                    RestPeer.start(variables.get("CV_DATABASE_URL"), SECRET, port, log)) {
                peer.awaitReady();
                compare(bridge, peer, ids);
            } catch (IOException e) {
                throw new IOException(
                        e.getMessage() + "; the peer said: " + ServiceProcess.said(log), e);
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(10));
            report.ratio("  MiB resident, idle again after it", bridge.residentMegabytes());
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage()
                            + "; the bridge said: "
                            + ServiceProcess.said(scratch.resolve("bridge.log")),
                    e);
        }
    }

    /** As {@code ./cv bridge} starts it, the first time and later. */
    private ServiceProcess bridge(Map<String, String> variables, String option) throws IOException {
        int port = Ports.free();
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.put("CLASSPATH", Sources.bridgeClasspath());
        all.put("MALLOC_ARENA_MAX", "2");
        all.put("CV_API_HOST", "127.0.0.1");
        all.put("CV_API_PORT", Integer.toString(port));
        all.put("CV_METRICS_PORT", Integer.toString(Ports.free()));
        all.put("CV_JWT_SECRET_KEY", SECRET);
        all.put("CV_RATE_LIMIT_PER_MINUTE", "0");
        return ServiceProcess.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Sources.bridgeOptions(),
                        option,
                        "-Xlog:cds=off,cds+dynamic=off",
                        BridgeMain.class.getName()),
                scratch,
                all,
                port,
                scratch.resolve("bridge.log"));
    }

    private static byte[] answer(ServiceProcess service, byte[] request) throws IOException {
        try (HttpCaller caller = new HttpCaller(service.port())) {
            return caller.call(request);
        }
    }

    private static void requireSame(byte[] ours, byte[] theirs) throws IOException {
        ObjectMapper json = new ObjectMapper();
        if (!json.readTree(ours).equals(json.readTree(theirs))) {
            throw new IOException(
                    "the answers differ: " + new String(ours) + " and " + new String(theirs));
        }
    }

    private void compare(ServiceProcess bridge, ServiceProcess peer, List<UUID> ids)
            throws IOException {
        List<byte[]> requests = requests("", ids);
        List<byte[]> typed = requests(TYPED, ids);
        List<byte[]> lean = requests(LEAN, ids);
        byte[] ours = answer(bridge, requests.get(0));
        requireSame(ours, answer(peer, requests.get(0)));
        requireSame(ours, answer(peer, typed.get(0)));
        requireSame(ours, answer(peer, lean.get(0)));
        RestRound.Services services =
                new RestRound.Services(
                        bridge,
                        peer,
                        new HttpLoad(connections, requests),
                        new HttpLoad(connections, typed),
                        new HttpLoad(connections, lean));
        List<RestRound> measured = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            RestRound one = RestRound.run(services, seconds);
            if (round > 0) {
                measured.add(one);
            }
        }
        RestRound.report(report, measured);
    }
}
