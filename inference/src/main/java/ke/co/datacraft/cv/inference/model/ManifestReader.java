package ke.co.datacraft.cv.inference.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ke.co.datacraft.cv.inference.InferenceException;

/** Reads manifests; a key that it does not know is an error, since it may be a misspelt one. */
public final class ManifestReader {

    private static final ObjectMapper YAML =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private static final Set<String> KEYS = keys();

    private ManifestReader() {}

    /**
     * Reads a manifest file.
     *
     * @throws InferenceException {@code INVALID_MODEL}, naming file, field, value and cure
     */
    public static ModelManifest read(Path file) {
        try {
            return read(Files.readString(file), file.toString(), file.toAbsolutePath().getParent());
        } catch (IOException exception) {
            throw InvalidModel.because("manifest " + file + " cannot be read", exception);
        }
    }

    /**
     * Reads a manifest's text.
     *
     * @param origin where it comes from, for messages
     * @throws InferenceException {@code INVALID_MODEL}, naming origin, field, value and cure
     */
    public static ModelManifest read(String yaml, String origin) {
        return read(yaml, origin, null);
    }

    private static ModelManifest read(String yaml, String origin, Path folder) {
        try {
            JsonNode root = YAML.readTree(yaml);
            if (!root.isObject()) {
                throw InvalidModel.because(
                        "manifest " + origin + " is empty or no mapping; give " + KEYS);
            }
            // Before the fields are checked: a misspelt key says more than a missing field.
            root.fieldNames().forEachRemaining(key -> requireKnown(key, KEYS, origin));
            // From the text again: a tree would turn version 1.10 into the number 1.1.
            return YAML.readerFor(ModelManifest.class)
                    .withAttribute(LabelsDeserializer.FOLDER, folder)
                    .readValue(yaml);
        } catch (UnrecognizedPropertyException exception) {
            throw unknownKey(exception.getPropertyName(), exception.getKnownPropertyIds(), origin);
        } catch (JsonProcessingException exception) {
            throw InvalidModel.because(
                    "manifest " + origin + " is wrong: " + reason(exception), exception);
        }
    }

    /** The name in a file that may be wrong otherwise; empty when it has none or is no YAML. */
    static Optional<String> nameIn(Path file) {
        try {
            return Optional.ofNullable(
                    YAML.readTree(Files.readString(file)).path("name").textValue());
        } catch (IOException exception) {
            return Optional.empty();
        }
    }

    private static void requireKnown(String key, Collection<?> known, String origin) {
        if (!known.contains(key)) {
            throw unknownKey(key, known, origin);
        }
    }

    private static InferenceException unknownKey(String key, Collection<?> known, String origin) {
        return InvalidModel.because(
                "manifest " + origin + " has the unknown key '" + key + "'; known here: " + known);
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of("url"));
        for (RecordComponent component : ModelManifest.class.getRecordComponents()) {
            keys.add(
                    new PropertyNamingStrategies.SnakeCaseStrategy()
                            .translate(component.getName()));
        }
        return keys;
    }

    private static String reason(JsonProcessingException exception) {
        // A compact constructor's own words say more than what the parser wraps around them.
        if (exception.getCause() instanceof IllegalArgumentException refused) {
            return refused.getMessage();
        }
        if (exception instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return mapping.getPath().get(mapping.getPath().size() - 1).getFieldName()
                    + ": "
                    + exception.getOriginalMessage();
        }
        return exception.getMessage();
    }
}
