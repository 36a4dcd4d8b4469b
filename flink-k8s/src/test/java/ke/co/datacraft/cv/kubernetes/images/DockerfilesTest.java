package ke.co.datacraft.cv.kubernetes.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every image keeps to; {@code ./cv test --images} builds and starts them. */
class DockerfilesTest {

    private static final Path IMAGES = Path.of("images");
    private static final Pattern RELEASED =
            Pattern.compile("[a-z0-9.-]+(/[a-z0-9._-]+)+:\\d[\\w.-]*");
    private static final Set<String> SERVERS = Set.of("bridge", "flink", "flink-gpu", "operator");

    /**
     * A Dockerfile.
     *
     * @param name name of the image
     * @param instructions one by one, with joined lines and without comments
     */
    record Dockerfile(String name, List<String> instructions) {

        List<String> of(String instruction) {
            return instructions.stream()
                    .filter(line -> line.startsWith(instruction + " "))
                    .map(line -> line.substring(instruction.length() + 1).strip())
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Dockerfile> all() throws IOException {
        List<Dockerfile> files = new ArrayList<>();
        try (Stream<Path> folders = Files.list(IMAGES)) {
            for (Path folder : (Iterable<Path>) folders.sorted()::iterator) {
                Path file = folder.resolve("Dockerfile");
                if (Files.exists(file)) {
                    String text =
                            Files.readString(file)
                                    .replaceAll("(?m)^#.*\n", "")
                                    .replaceAll("\\\\\n\\s*", "");
                    files.add(
                            new Dockerfile(
                                    folder.getFileName().toString(),
                                    text.lines().filter(line -> !line.isBlank()).toList()));
                }
            }
        }
        assertThat(files).hasSize(6);
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyBaseIsAnArgumentWithAReleaseAsDefault(Dockerfile file) {
        Map<String, String> arguments = new TreeMap<>();
        for (String argument : file.of("ARG")) {
            int equals = argument.indexOf('=');
            arguments.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        assertThat(file.of("FROM")).isNotEmpty();
        for (String from : file.of("FROM")) {
            Matcher name = Pattern.compile("\\$\\{(\\w+)}( AS \\w+)?").matcher(from);
            assertThat(name.matches()).as("FROM " + from + " is no argument").isTrue();
            assertThat(arguments.get(name.group(1))).as(name.group(1)).matches(RELEASED);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void itRunsAsANumberedUserOtherThanRoot(Dockerfile file) {
        assertThat(file.of("USER")).isNotEmpty();
        String last = file.of("USER").get(file.of("USER").size() - 1);
        // A number: Kubernetes cannot tell whether a name is root.
        assertThat(last).matches("[1-9]\\d+:[1-9]\\d+");
        int user = file.instructions().lastIndexOf("USER " + last);
        assertThat(file.instructions().subList(user, file.instructions().size()))
                .noneMatch(line -> line.startsWith("RUN ") || line.startsWith("COPY "));
    }

    /** Flink's own image ends with a user who may install nothing. */
    @Test
    void whatIsOnTopOfFlinkIsInstalledByRoot() throws IOException {
        Dockerfile flink = all().filter(file -> file.name().equals("flink")).findFirst().get();

        assertThat(flink.instructions().indexOf("USER root"))
                .isPositive()
                .isLessThan(flink.instructions().indexOf("RUN " + flink.of("RUN").get(0)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsFetchedThatNobodyPinned(Dockerfile file) {
        assertThat(file.of("ADD")).isEmpty();
        assertThat(file.of("RUN")).noneMatch(run -> run.matches(".*\\b(curl|wget)\\b.*"));
        for (String run : file.of("RUN")) {
            if (run.contains("apt-get install")) {
                assertThat(run).contains("--no-install-recommends", "rm -rf /var/lib/apt/lists");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void itHoldsNoSecretsAndTellsItsVersion(Dockerfile file) {
        assertThat(file.of("ENV")).noneMatch(env -> env.matches("(?i).*(password|secret|token).*"));
        assertThat(file.of("LABEL"))
                .anyMatch(label -> label.contains("org.opencontainers.image.version="))
                .anyMatch(label -> label.contains("\"computer-vision-" + file.name() + "\""));
    }

    @ParameterizedTest
    @MethodSource("all")
    void serversTellTheirHealth(Dockerfile file) {
        assertThat(!file.of("HEALTHCHECK").isEmpty()).isEqualTo(SERVERS.contains(file.name()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void signalsReachTheProgram(Dockerfile file) {
        assertThat(Stream.concat(file.of("ENTRYPOINT").stream(), file.of("CMD").stream()))
                .allMatch(command -> command.startsWith("["));
    }

    @Test
    void theChartNamesNoOtherImages() throws IOException {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> templates =
                Files.walk(Path.of("charts", "computer-vision", "templates"))) {
            for (Path template :
                    (Iterable<Path>) templates.filter(Files::isRegularFile)::iterator) {
                Matcher image =
                        Pattern.compile("\"cv\\.image\" \\(list [.$\\w]+ \"([a-z-]+)\"\\)")
                                .matcher(Files.readString(template));
                while (image.find()) {
                    named.add(image.group(1));
                }
            }
        }
        assertThat(named).contains("bridge", "migrate", "models");
        assertThat(all().map(Dockerfile::name)).containsAll(named).contains("flink", "flink-gpu");
    }
}
