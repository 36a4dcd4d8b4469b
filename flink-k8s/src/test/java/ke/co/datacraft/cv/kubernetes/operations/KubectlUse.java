package ke.co.datacraft.cv.kubernetes.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart;
import ke.co.datacraft.cv.kubernetes.kustomize.Kubectl;

/**
 * Looks whether commands of kubectl can be right without a cluster: their options by the help of
 * the real kubectl, their objects, ports, containers, files and keys by what the chart renders.
 */
final class KubectlUse {

    private static final String RELEASE = "computer-vision";
    private static final Path ROOT = Path.of("..");

    /** Options that a value follows. */
    private static final Set<String> WITH_VALUE =
            Set.of("-n", "-o", "-f", "-k", "-c", "-l", "-p", "--type", "--namespace", "--filename");

    private static final Set<String> SUBCOMMANDS =
            Set.of("create secret generic", "rollout status", "top pods", "top nodes");
    private static final Pattern KIND_AND_NAME = Pattern.compile("([a-z]+)/([a-z0-9.-]+)");
    private static final Pattern FIELD = Pattern.compile("\\{\\.([\\w.]+)}");

    private static final Map<String, String> KINDS =
            Map.of(
                    "svc", "Service",
                    "deployment", "Deployment",
                    "flinkdeployment", "FlinkDeployment",
                    "computervision", "ComputerVision");

    private final Set<String> variables;
    private final List<JsonNode> objects = new ArrayList<>();
    private final Map<String, Set<Integer>> ports = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private final Map<String, String> helps = new HashMap<>();

    /**
     * @param variables all that secrets may hold
     */
    KubectlUse(Set<String> variables) {
        this.variables = variables;
        for (String values : List.of("values-production.yaml", "values-minimal.yaml")) {
            objects.addAll(
                    RenderedChart.of(RELEASE, List.of(RenderedChart.CHART.resolve(values)))
                            .objects());
        }
        objects.forEach(this::note);
    }

    private void note(JsonNode object) {
        String kind = RenderedChart.kind(object);
        String name = RenderedChart.name(object);
        named.add(kind + "/" + name);
        if (kind.equals("Service")) {
            object.at("/spec/ports").forEach(port -> port(name, port.path("port").asInt()));
        } else if (kind.equals("FlinkDeployment")) {
            // What Flink's own client makes of it.
            named.add("Deployment/" + name);
            port(name + "-rest", 8081);
        } else if (object.path("apiVersion").asText().startsWith("postgresql.cnpg.io")) {
            port(name + "-rw", 5432);
            named.add("Pod/" + name + "-1");
        }
        object.findValues("secretRef").forEach(secret -> secret(secret.path("name").asText()));
        object.findValues("secretKeyRef").forEach(key -> secret(key.path("name").asText()));
    }

    private void secret(String name) {
        named.add("Secret/" + name);
    }

    private void port(String service, int port) {
        named.add("Service/" + service);
        ports.computeIfAbsent(service, key -> new HashSet<>()).add(port);
    }

    /** Fails where something is not as the command says. */
    void check(List<String> arguments) throws Exception {
        List<String> plain = new ArrayList<>();
        List<String> options = new ArrayList<>();
        String before = "";
        for (String argument : arguments) {
            if (argument.equals("--")) {
                break;
            }
            if (WITH_VALUE.contains(before)) {
                option(before, argument);
            } else if (!argument.startsWith("-") || argument.equals("-")) {
                plain.add(argument);
            } else {
                options.add(argument);
                if (argument.startsWith("--from-literal=")) {
                    literal(plain, argument.substring("--from-literal=".length()));
                }
            }
            before = argument;
        }
        String help = help(plain);
        options.forEach(option -> known(option, help));
        names(plain);
        for (int i = 0; i < arguments.size() - 1; i++) {
            if (arguments.get(i).equals("-p")) {
                patch(plain, arguments.get(i + 1));
            }
        }
    }

    private String help(List<String> plain) throws Exception {
        String command =
                SUBCOMMANDS.stream()
                        .filter(sub -> String.join(" ", plain).startsWith(sub))
                        .findFirst()
                        .orElse(plain.get(0));
        if (!helps.containsKey(command)) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.add("--help");
            helps.put(
                    command,
                    Kubectl.run(words.toArray(String[]::new)) + "\n" + Kubectl.run("options"));
        }
        return helps.get(command);
    }

    private static void known(String option, String help) {
        Stream<String> names =
                option.startsWith("--")
                        ? Stream.of(option.replaceFirst("=.*", ""))
                        : option.substring(1).chars().mapToObj(letter -> "-" + (char) letter);
        names.forEach(
                name ->
                        assertThat(help)
                                .as("help of kubectl for %s", name)
                                .containsPattern("(?m)^ +(?:-\\w, )?" + name + "[=,]"));
    }

    private void option(String option, String value) throws Exception {
        switch (option) {
            case "-f" -> {
                if (!value.equals("-")) {
                    assertThat(ROOT.resolve(value)).exists();
                }
            }
            case "-k" -> Kubectl.run("kustomize", ROOT.resolve(value).toString());
            case "-c" -> assertThat(objects.toString()).contains("\"name\":\"" + value + "\"");
            case "-l" ->
                    Stream.of(value.split(","))
                            .filter(label -> label.startsWith("app="))
                            .forEach(label -> exists("FlinkDeployment", label.substring(4)));
            default -> {
                // Others are free.
            }
        }
    }

    private void literal(List<String> plain, String literal) throws IOException {
        String key = literal.substring(0, literal.indexOf('='));
        String secret = plain.get(3);
        if (secret.startsWith(RELEASE)) {
            exists("Secret", secret);
            assertThat(variables).contains(key);
        } else {
            String example = java.nio.file.Files.readString(Path.of("operator/example.yaml"));
            assertThat(example).contains(secret);
        }
    }

    private void names(List<String> plain) {
        for (int i = 1; i < plain.size(); i++) {
            Matcher both = KIND_AND_NAME.matcher(plain.get(i));
            if (both.matches()) {
                exists(KINDS.get(both.group(1)), both.group(2));
                if (i + 1 < plain.size() && plain.get(0).equals("port-forward")) {
                    String port = plain.get(i + 1).replaceFirst(".*:", "");
                    assertThat(ports.get(both.group(2))).contains(Integer.parseInt(port));
                }
            } else if (KINDS.containsKey(plain.get(i)) && i + 1 < plain.size()) {
                exists(KINDS.get(plain.get(i)), plain.get(i + 1));
            }
        }
    }

    private void exists(String kind, String name) {
        if (kind != null && name.startsWith(RELEASE)) {
            assertThat(named).contains(kind + "/" + name);
        }
    }

    /** What a merge patch makes of the object is still what its kind allows. */
    private void patch(List<String> plain, String json) throws IOException {
        JsonNode object =
                objects.stream()
                        .filter(o -> RenderedChart.name(o).equals(plain.get(2)))
                        .filter(o -> RenderedChart.kind(o).equals(KINDS.get(plain.get(1))))
                        .findFirst()
                        .orElseThrow()
                        .deepCopy();
        new ObjectMapper().readerForUpdating(object).readValue(json);
        assertThat(ScriptsTest.schemas("flinkdeployments").faults(object)).isEmpty();
    }

    /** Fields of status that a command prints. */
    static List<String> fields(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.startsWith("jsonpath="))
                .flatMap(argument -> FIELD.matcher(argument).results())
                .map(field -> field.group(1))
                .toList();
    }
}
