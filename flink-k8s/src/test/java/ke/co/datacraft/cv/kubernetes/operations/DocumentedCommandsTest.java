package ke.co.datacraft.cv.kubernetes.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.settings.BridgeOptions;
import ke.co.datacraft.cv.jobs.VisionOptionCatalog;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart;
import ke.co.datacraft.cv.kubernetes.kustomize.Kubectl;
import ke.co.datacraft.cv.kubernetes.operations.DocumentedCommands.Command;
import ke.co.datacraft.cv.standalone.CommandLineInterface;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/**
 * Every command of the pages of operations is one that its program takes; one of a program that no
 * rule here knows fails. What can run here is run by other tests: BackupITCase,
 * PlatformImportITCase, ServiceCommandsITCase, BridgeITCase, DocumentedStatementsITCase.
 */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..");

    /** Of the shell, or of every machine. */
    private static final Set<String> SHELL =
            Set.of(
                    "cd", "export", "for", "done", "date", "openssl", "printf", "sed", "curl",
                    "tar");

    private static final Set<String> OF_POSTGRESQL =
            Set.of("psql", "createdb", "dropdb", "pg_dump");

    /** Those that need what is not here: another cluster of Flink, a scanner, a whole network. */
    private static final List<String> NOT_RUN =
            List.of(
                    "trivy image --severity HIGH,CRITICAL --ignore-unfixed datacraft/computer-vision-$name:1.0.0",
                    "trivy config flink-k8s/kustomize/overlays/production",
                    "kubescape scan -",
                    "mvn org.owasp:dependency-check-maven:aggregate",
                    "flink stop",
                    "flink run -s SAVEPOINT");

    private static final Set<String> OPTIONS_OF_HELM =
            Set.of("-n", "--namespace", "--create-namespace", "--values", "--set");
    private static final Set<String> OPTIONS_OF_COMPOSE =
            Set.of("-d", "--rm", "-e", "-v", "--user");

    private static final Set<String> VARIABLES = new HashSet<>();
    private static JsonNode compose;

    @BeforeAll
    static void read() throws IOException {
        VisionOptionCatalog.all().forEach(o -> VARIABLES.add(VisionOptionCatalog.variable(o)));
        BridgeOptions.all().forEach(option -> VARIABLES.add(option.name()));
        compose = new YAMLMapper().readTree(ROOT.resolve("compose.yaml").toFile());
    }

    static Stream<Command> commands() {
        return DocumentedCommands.commands().filter(c -> !c.program().equals("kubectl")).distinct();
    }

    @Test
    void thereAreCommands() {
        assertThat(DocumentedCommands.commands().count()).isGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itsProgramTakesIt(Command command) throws IOException {
        String program = command.program();
        if (program.equals("./cv")) {
            cv(command.arguments(), command.whole());
        } else if (program.equals("helm")) {
            helm(command);
        } else if (program.equals("docker")) {
            compose(command);
        } else if (program.endsWith(".sh")) {
            script(command);
        } else if (OF_POSTGRESQL.contains(program)) {
            helpKnows(command, program);
        } else if (!SHELL.contains(program)) {
            assertThat(NOT_RUN)
                    .as("no rule knows %s: write one, or run it in a test", program)
                    .contains(String.join(" ", command.words()));
        }
    }

    /** In one test, as each question to kubectl takes a while. */
    @Test
    void kubectlTakesItsCommands() throws Exception {
        assumeTrue(Kubectl.isPresent(), Kubectl.NEEDED);
        KubectlUse kubectl = new KubectlUse(VARIABLES);
        for (Command command :
                DocumentedCommands.commands()
                        .filter(c -> c.program().equals("kubectl"))
                        .distinct()
                        .toList()) {
            assertThatCode(() -> kubectl.check(command.arguments()))
                    .as(command.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void statusHasTheFieldsThatCommandsPrint() throws IOException {
        for (Command command : DocumentedCommands.commands().toList()) {
            for (String field : KubectlUse.fields(command.arguments())) {
                if (field.startsWith("status.")) {
                    String kind =
                            command.words().contains("flinkbluegreendeployment")
                                    ? "flinkbluegreendeployments"
                                    : "flinkdeployments";
                    assertThat(property(kind, field)).as(command.toString()).isTrue();
                }
            }
        }
    }

    private static boolean property(String kinds, String field) throws IOException {
        Path file = ScriptsTest.DEFINITIONS.resolve(kinds + ".flink.apache.org-v1.yaml");
        assumeTrue(Files.exists(file), file + " is not here");
        JsonNode schema =
                new YAMLMapper()
                        .readTree(file.toFile())
                        .at("/spec/versions/0/schema/openAPIV3Schema");
        for (String part : field.split("\\.")) {
            schema = schema.path("properties").path(part);
        }
        return !schema.isMissingNode();
    }

    /** Those that {@code ./cv} sees to itself, before there is a Java, and all others. */
    private static void cv(List<String> arguments, boolean whole) throws IOException {
        if (Set.of("test", "build").contains(arguments.get(0))) {
            assertThat(Files.readString(ROOT.resolve("cv"))).contains("\n    " + arguments.get(0));
            return;
        }
        CommandLine line =
                CommandLineInterface.create(
                        new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        try {
            line.parseArgs(arguments.toArray(String[]::new));
        } catch (MissingParameterException e) {
            if (whole) {
                fail(e.getMessage());
            }
        }
    }

    private static void helm(Command command) throws IOException {
        List<String> words = command.arguments();
        List<Path> values = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            assertThat(!word.startsWith("-") || OPTIONS_OF_HELM.contains(word)).as(word).isTrue();
            if (word.equals("--values")) {
                Path file = ROOT.resolve(words.get(i + 1));
                values.add(
                        Files.exists(file) ? file : RenderedChart.CHART.resolve(words.get(i + 1)));
            } else if (word.equals("--set")) {
                String key = words.get(i + 1).replaceFirst("=.*", "");
                JsonNode known =
                        new YAMLMapper()
                                .readTree(RenderedChart.CHART.resolve("values.yaml").toFile());
                assertThat(known.at("/" + key.replace('.', '/')).isMissingNode()).as(key).isFalse();
            }
        }
        assertThat(words.get(0)).isIn("install", "upgrade", "template", "test", "rollback", "get");
        if (!values.isEmpty()) {
            assertThat(words).contains("flink-k8s/charts/computer-vision");
            assertThat(RenderedChart.of("computer-vision", values).objects()).isNotEmpty();
        }
    }

    private static void compose(Command command) throws IOException {
        List<String> words = command.arguments();
        assertThat(words.subList(0, 2)).isIn(List.of("compose", "up"), List.of("compose", "run"));
        int i = 2;
        while (i < words.size() && words.get(i).startsWith("-")) {
            assertThat(OPTIONS_OF_COMPOSE).contains(words.get(i));
            i += Set.of("-e", "-v", "--user").contains(words.get(i)) ? 2 : 1;
        }
        if (i < words.size()) {
            JsonNode service = compose.at("/services/" + words.get(i));
            assertThat(service.isMissingNode()).as(words.get(i)).isFalse();
            if (words.get(1).equals("run")) {
                assertThat(service.path("image").asText()).contains("computer-vision-models");
                cv(words.subList(i + 1, words.size()), command.whole());
            }
        }
    }

    private static void script(Command command) throws IOException {
        Path file = ROOT.resolve(command.program());
        if (command.program().matches("(?:\\./)?[\\w-]+\\.sh")) {
            file = Path.of("operations", command.program());
        }
        assertThat(file).isExecutable();
        helpKnows(command, file.toString());
    }

    private static void helpKnows(Command command, String program) throws IOException {
        assumeTrue(program.contains("/") || Script.isThere(program), program + " is not here");
        String help = Script.run("", program, "--help").text();
        for (String word : command.arguments()) {
            if (word.startsWith("-")) {
                assertThat(help)
                        .as(word)
                        .containsPattern("[ \\[]" + word.replaceFirst("=.*", "") + "[,= \\n]");
            }
        }
    }
}
