package ke.co.datacraft.cv.kubernetes.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.bridge.settings.BridgeOption;
import ke.co.datacraft.cv.bridge.settings.BridgeOptions;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.jobs.AnalyticsSettings;
import ke.co.datacraft.cv.jobs.CameraSettings;
import ke.co.datacraft.cv.jobs.Environment;
import ke.co.datacraft.cv.jobs.JobSettings;
import ke.co.datacraft.cv.jobs.VisionOptionCatalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose file names what there is; no Docker runs it here. */
class ComposeTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(:-|:\\?)([^}]*)}");
    private static final Set<String> CONDITIONS =
            Set.of("service_started", "service_healthy", "service_completed_successfully");

    /** What runs once, and ends. */
    private static final Set<String> TASKS = Set.of("migrate", "topics", "submit");

    private Map<String, Map<String, Object>> services;
    private Map<String, Object> file;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void read() throws IOException {
        file = new Yaml().load(Files.readString(ROOT.resolve("compose.yaml")));
        services = (Map<String, Map<String, Object>>) file.get("services");
    }

    @Test
    void everySettingIsAnOptionOfItsProgramAndCanBeRead() {
        Map<String, String> bridge = environment("bridge");
        Set<String> ofBridge =
                BridgeOptions.GROUPS.stream()
                        .flatMap(group -> group.options().stream())
                        .map(BridgeOption::name)
                        .collect(Collectors.toSet());
        Set<String> ofJobs =
                VisionOptionCatalog.all().stream()
                        .map(VisionOptionCatalog::variable)
                        .collect(Collectors.toSet());
        assertThat(ofBridge).containsAll(bridge.keySet());
        Map<String, String> jobs = environment("submit");
        jobs.remove("FLINK_PROPERTIES");
        assertThat(ofJobs).containsAll(jobs.keySet());

        BridgeSettings.read(bridge);
        JobSettings vision = JobSettings.read(Environment.toConfiguration(jobs));
        AnalyticsSettings.read(Environment.toConfiguration(jobs));
        CameraSettings.read(Environment.toConfiguration(jobs));
        assertThat(vision.kafka().bootstrapServers()).isEqualTo("kafka:9092");
    }

    @Test
    void addressesAreThoseOfServices() {
        for (String name : List.of("bridge", "submit")) {
            environment(name)
                    .forEach(
                            (variable, value) -> {
                                Matcher host =
                                        Pattern.compile("(?://(?:[^@/]*@)?|^)([a-z]+):(\\d+)")
                                                .matcher(value);
                                if (host.find() && !host.group(1).equals("localhost")) {
                                    assertThat(services).as(variable).containsKey(host.group(1));
                                }
                            });
        }
    }

    @Test
    void imagesHaveReleasesAndOursAreThere() {
        services.forEach(
                (name, service) -> {
                    String image = substituted(service.get("image").toString());
                    assertThat(image).as(name).matches("[a-z0-9./-]+:[\\w.-]+");
                    assertThat(image).doesNotEndWith(":latest");
                    Matcher ours =
                            Pattern.compile("datacraft/computer-vision-(.*):").matcher(image);
                    if (ours.find()) {
                        assertThat(Path.of("images", ours.group(1), "Dockerfile")).exists();
                    }
                });
    }

    @Test
    void nothingListensToOthersThanThisMachine() {
        services.values().stream()
                .flatMap(service -> list(service.get("ports")).stream())
                .forEach(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
    }

    @Test
    void whoeverWaitsWaitsForSomethingThatComes() {
        services.forEach(
                (name, service) ->
                        map(service.get("depends_on"))
                                .forEach(
                                        (other, how) -> {
                                            assertThat(services).as(name).containsKey(other);
                                            String condition = map(how).get("condition").toString();
                                            assertThat(CONDITIONS).contains(condition);
                                            boolean waitsForHealth =
                                                    condition.equals("service_healthy");
                                            assertThat(
                                                            waitsForHealth
                                                                    && !services.get(other)
                                                                            .containsKey(
                                                                                    "healthcheck"))
                                                    .as(name + " waits for the health of " + other)
                                                    .isFalse();
                                            assertThat(
                                                            condition.equals(
                                                                            "service_completed_successfully")
                                                                    && !TASKS.contains(other))
                                                    .isFalse();
                                        }));
    }

    @Test
    void filesAndVolumesThatAreMountedAreThere() {
        services.forEach(
                (name, service) ->
                        list(service.get("volumes"))
                                .forEach(
                                        mount -> {
                                            String source = mount.toString().split(":")[0];
                                            if (source.startsWith("./")) {
                                                assertThat(ROOT.resolve(source)).as(name).exists();
                                            } else {
                                                assertThat(map(file.get("volumes")))
                                                        .as(name)
                                                        .containsKey(source);
                                            }
                                        }));
    }

    @Test
    void onlySecretsOfTheOutsideMustBeGiven() throws IOException {
        Matcher variable = VARIABLE.matcher(Files.readString(ROOT.resolve("compose.yaml")));
        Set<String> required =
                variable.results()
                        .filter(match -> match.group(2).equals(":?"))
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet());
        assertThat(required).containsExactly("CV_JWT_SECRET_KEY");
    }

    private Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        map(services.get(service).get("environment"))
                .forEach((name, value) -> environment.put(name, substituted(value.toString())));
        return environment;
    }

    /** As Compose does without an environment; what must be given is long enough for a key. */
    private static String substituted(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(
                        match ->
                                match.group(2).equals(":-")
                                        ? Matcher.quoteReplacement(match.group(3))
                                        : "0123456789abcdef0123456789abcdef");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}
