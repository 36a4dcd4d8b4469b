package ke.co.datacraft.cv.kubernetes.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The chart as the real Helm renders it.
 *
 * @param name which values were used, for messages
 * @param objects the rendered objects
 */
public record RenderedChart(String name, List<JsonNode> objects) {

    /** Folder of the chart. */
    public static final Path CHART = Path.of("charts", "computer-vision");

    static final String RELEASE = "cv";
    static final String NAMESPACE = "vision";

    private static final String KUBERNETES = "1.30.0";

    /** What is installed with each of the example files, and with the defaults. */
    enum Example {
        DEFAULTS(),
        MINIMAL("values-minimal.yaml"),
        PRODUCTION("values-production.yaml"),
        GPU("values-production.yaml", "values-gpu.yaml"),
        AIRGAPPED("values-airgapped.yaml");

        private final List<Path> files;

        Example(String... files) {
            this.files = Stream.of(files).map(CHART::resolve).toList();
        }

        RenderedChart render() {
            return RenderedChart.of(name(), files, Map.of(), KUBERNETES);
        }

        RenderedChart render(Map<String, String> values) {
            return RenderedChart.of(name(), files, values, KUBERNETES);
        }

        RenderedChart renderFor(String kubernetes) {
            return RenderedChart.of(name(), files, Map.of(), kubernetes);
        }
    }

    /** All examples as Helm renders them. */
    static Stream<RenderedChart> examples() {
        return Stream.of(Example.values()).map(Example::render);
    }

    /** The defaults with some values changed. */
    static RenderedChart with(Map<String, String> values) {
        return Example.DEFAULTS.render(values);
    }

    /**
     * Renders.
     *
     * @param release name of the release, and of the namespace
     * @param files with values, the later ones on top
     */
    public static RenderedChart of(String release, List<Path> files) {
        return of(CHART, release, files);
    }

    /** The same with a chart that lies elsewhere, a folder or an archive. */
    static RenderedChart of(Path chart, String release, List<Path> files) {
        TemplateCommand command = command(chart, release, release, KUBERNETES);
        files.forEach(command::withValuesFile);
        return new RenderedChart(files.toString(), parse(command.call()));
    }

    /**
     * The smallest example with the pod of {@code helm test}, which Helm's library keeps to itself:
     * rendered from a copy of the chart in which it is an ordinary object.
     *
     * @param folder empty
     */
    static RenderedChart withTestPod(Path folder) {
        try (Stream<Path> files = Files.walk(CHART, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(CHART.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy, Files.readString(file).replace("helm.sh/hook: test", "hook: test"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(folder, RELEASE, List.of(folder.resolve("values-minimal.yaml")));
    }

    private static RenderedChart of(
            String name, List<Path> files, Map<String, String> values, String kubernetes) {
        TemplateCommand command = command(CHART, RELEASE, NAMESPACE, kubernetes);
        files.forEach(command::withValuesFile);
        values.forEach(command::set);
        return new RenderedChart(name, parse(command.call()));
    }

    private static TemplateCommand command(
            Path chart, String release, String namespace, String kubernetes) {
        return new Helm(chart)
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion(kubernetes);
    }

    /** Objects of a file with documents of YAML. */
    public static List<JsonNode> parse(String yaml) {
        List<JsonNode> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document != null && document.isObject()) {
                    objects.add(document);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(objects);
    }

    List<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> kind.equals(kind(object))).toList();
    }

    /** The object whose name is that of the release and this end; it must be there. */
    JsonNode get(String kind, String end) {
        return ofKind(kind).stream()
                .filter(object -> name(object).endsWith(end))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " *" + end + " in " + name));
    }

    /** Every pod that the objects make, those of Flink's JobManagers and TaskManagers included. */
    Stream<Pod> pods() {
        return objects.stream().flatMap(Pod::of);
    }

    /** Kind of an object. */
    public static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    /** Name of an object. */
    public static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    @Override
    public String toString() {
        return name;
    }
}
