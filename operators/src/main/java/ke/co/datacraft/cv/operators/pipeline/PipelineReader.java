package ke.co.datacraft.cv.operators.pipeline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.StepValidator;

/**
 * Reads pipeline files; a key that it does not know is an error, since it may be a misspelt one.
 */
public final class PipelineReader {

    private static final String SUFFIX = ".yaml";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    private static final ObjectMapper YAML =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private PipelineReader() {}

    /**
     * Reads every {@code NAME.yaml} of the folders.
     *
     * @param folders none of them below another is looked into
     * @return by name
     * @throws PipelineException when one cannot be used
     */
    public static Pipelines readFolders(List<String> folders) {
        Map<String, Path> files = new TreeMap<>();
        for (String folder : folders) {
            for (Path file : files(folder)) {
                String name = nameOf(file);
                Path other = files.putIfAbsent(name, file);
                if (other != null) {
                    throw new PipelineException(
                            "There are two pipelines %s, %s and %s; rename one or take one away."
                                    .formatted(name, other, file));
                }
            }
        }
        return new Pipelines(files.values().stream().map(PipelineReader::read).toList());
    }

    /**
     * Reads one file.
     *
     * @throws PipelineException when it cannot be used
     */
    public static PipelineDefinition read(Path file) {
        PipelineDefinition pipeline = parsed(file);
        String name = nameOf(file);
        if (!name.equals(pipeline.name())) {
            throw wrong(
                    file,
                    "name",
                    "'%s' differs from the name of the file; write name: %s"
                            .formatted(pipeline.name(), name));
        }
        if (!NAME.matcher(name).matches()) {
            throw wrong(
                    file,
                    "name",
                    "'"
                            + name
                            + "' is no name of a pipeline; take 1 to 100 lower-case letters, digits,"
                            + " dots, hyphens and underscores, a letter or digit first");
        }
        try {
            StepValidator.validate("tasks", pipeline.tasks());
        } catch (ContractException e) {
            throw new PipelineException("Pipeline " + file + ": " + e.getMessage(), e);
        }
        return pipeline;
    }

    private static PipelineDefinition parsed(Path file) {
        try {
            String yaml = Files.readString(file);
            if (yaml.isBlank()) {
                throw wrong(file, "name", "the file is empty; write name, description and tasks");
            }
            return YAML.readValue(yaml, PipelineDefinition.class);
        } catch (UnrecognizedPropertyException e) {
            throw wrong(file, path(e), "is no key; known here are " + e.getKnownPropertyIds());
        } catch (JsonMappingException e) {
            String reason =
                    e.getCause() instanceof NullPointerException absent
                            ? absent.getMessage()
                            : e.getOriginalMessage();
            throw wrong(file, path(e), reason);
        } catch (JsonProcessingException e) {
            throw new PipelineException(
                    "Pipeline " + file + " is no YAML: " + e.getMessage() + "; repair it", e);
        } catch (IOException e) {
            throw new PipelineException("Pipeline " + file + " cannot be read: " + e, e);
        }
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException | InvalidPathException e) {
            throw new PipelineException(
                    "The folder of pipelines '"
                            + folder
                            + "' cannot be read ("
                            + e
                            + "); make it or name another",
                    e);
        }
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static PipelineException wrong(Path file, String field, String problem) {
        return new PipelineException("Pipeline " + file + ": " + field + ": " + problem);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference part : e.getPath()) {
            if (part.getFieldName() == null) {
                path.append('[').append(part.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(part.getFieldName());
            }
        }
        return path.length() == 0 ? "the file" : path.toString();
    }
}
