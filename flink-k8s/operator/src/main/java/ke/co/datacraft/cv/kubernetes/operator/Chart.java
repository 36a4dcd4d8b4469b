package ke.co.datacraft.cv.kubernetes.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart that comes with the operator, rendered by Helm's own library. */
final class Chart {

    private static final String RESOURCE = "/chart";
    private static final String HOOK = "helm.sh/hook";
    private static final ObjectMapper YAML = new YAMLMapper();

    private final Path folder;

    private Chart(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks the chart, as Helm reads folders.
     *
     * @param scratch a folder of this process
     */
    static Chart unpack(Path scratch) {
        try {
            Path folder = Files.createTempDirectory(scratch, "chart");
            URI where = Chart.class.getResource(RESOURCE).toURI();
            if (where.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(where, Map.of())) {
                    copy(jar.getPath(RESOURCE), folder);
                }
            } else {
                copy(Path.of(where), folder);
            }
            return new Chart(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The chart of this jar cannot be found", e);
        }
    }

    /**
     * Renders the objects of an installation; hooks, which are for Helm's own commands, are left
     * out.
     *
     * @param name name of the release
     * @param namespace its namespace
     * @param kubernetes version of the cluster, such as {@code 1.30.0}
     * @param values values of the chart
     * @throws InvalidSpecException with the chart's message when it refuses the values
     */
    List<GenericKubernetesResource> render(
            String name, String namespace, String kubernetes, Map<String, Object> values)
            throws InvalidSpecException {
        String yaml;
        try {
            Path file = Files.createTempFile(folder.getParent(), "values", ".yaml");
            try {
                YAML.writeValue(file.toFile(), values);
                yaml =
                        new Helm(folder)
                                .template()
                                .withName(name)
                                .withNamespace(namespace)
                                .withKubeVersion(kubernetes)
                                .withValuesFile(file)
                                .call();
            } catch (IllegalStateException e) {
                throw new InvalidSpecException(message(e));
            } finally {
                Files.delete(file);
            }
            return parse(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tag of images where nothing else is said. */
    String appVersion() {
        try {
            return YAML.readTree(folder.resolve("Chart.yaml").toFile()).get("appVersion").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String message(IllegalStateException refused) {
        String text = String.valueOf(refused.getMessage()).strip();
        // "execution error at (template:line:column): message": the place means nothing to a user.
        return text.replaceFirst("(?s)^.*execution error at \\([^)]*\\): ", "values: ");
    }

    private static List<GenericKubernetesResource> parse(String yaml)
            throws JsonProcessingException, IOException {
        List<GenericKubernetesResource> objects = new ArrayList<>();
        try (MappingIterator<GenericKubernetesResource> documents =
                YAML.readerFor(GenericKubernetesResource.class).readValues(yaml)) {
            while (documents.hasNextValue()) {
                GenericKubernetesResource object = documents.nextValue();
                if (object != null && object.getKind() != null && !isHook(object)) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    private static boolean isHook(GenericKubernetesResource object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey(HOOK);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    try (InputStream in = Files.newInputStream(file)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
    }
}
