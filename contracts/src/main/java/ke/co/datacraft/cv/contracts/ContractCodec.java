package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The one JSON set-up of all messages: snake case, RFC 3339 times in UTC with milliseconds, absent
 * instead of null. Unknown fields are ignored; an unknown schema version is refused.
 */
public final class ContractCodec {

    /** Schema version that this release writes and reads. */
    public static final int SCHEMA_VERSION = 1;

    private static final DateTimeFormatter RFC_3339_MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, new MillisInstant())
                                    .addDeserializer(Instant.class, new Rfc3339Instant()))
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            text ->
                                    text.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .withCoercionConfig(
                            UUID.class,
                            id ->
                                    id.setCoercion(
                                            CoercionInputShape.EmptyString, CoercionAction.Fail))
                    .withConfigOverride(
                            List.class,
                            list ->
                                    list.setSetterInfo(
                                            JsonSetter.Value.forContentNulls(Nulls.FAIL)))
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
                    .build();

    /** Looking for duplicate fields takes a quarter of a read; our own output has none. */
    private static final ClassValue<ObjectReader> TRUSTED =
            new ClassValue<>() {
                @Override
                protected ObjectReader computeValue(Class<?> type) {
                    return MAPPER.readerFor(type)
                            .without(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
                }
            };

    private ContractCodec() {}

    /** JSON of a message, as UTF-8. */
    public static byte[] toBytes(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + message.getClass().getName(), e);
        }
    }

    /** JSON of a message. */
    public static String toJson(Object message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + message.getClass().getName(), e);
        }
    }

    /**
     * Any JSON as a tree.
     *
     * @throws ContractException {@link ReasonCode#INVALID_JSON} when it is none
     */
    public static JsonNode tree(byte[] json) throws ContractException {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node == null || node.isMissingNode()) {
                throw new ContractException(ReasonCode.INVALID_JSON, "The record is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new ContractException(
                    ReasonCode.INVALID_JSON, "Not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ContractException(ReasonCode.INVALID_JSON, "Not JSON: " + e.getMessage());
        }
    }

    /**
     * A message that a producer outside this process wrote; its schema version is checked first.
     *
     * @param json the record's value
     * @param type record class of the message
     * @throws ContractException {@link ReasonCode#INVALID_JSON}, {@link
     *     ReasonCode#UNKNOWN_SCHEMA_VERSION} or {@link ReasonCode#INVALID_FIELD}
     */
    public static <T> T read(byte[] json, Class<T> type) throws ContractException {
        JsonNode tree = tree(json);
        if (!tree.isObject()) {
            throw new ContractException(
                    ReasonCode.INVALID_JSON,
                    "Expected a JSON object, found "
                            + tree.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        JsonNode version = tree.get("schema_version");
        if (version == null || !version.isInt() || version.intValue() != SCHEMA_VERSION) {
            throw new ContractException(
                    ReasonCode.UNKNOWN_SCHEMA_VERSION,
                    "schema_version is "
                            + (version == null ? "absent" : version)
                            + ", this release reads "
                            + SCHEMA_VERSION);
        }
        return convert(tree, type);
    }

    /** A value that this process wrote itself, such as one from its state or cache. */
    public static <T> T readTrusted(byte[] json, Class<T> type) throws IOException {
        return TRUSTED.get(type).readValue(json);
    }

    /**
     * A tree as a record, without a look at its schema version.
     *
     * @throws ContractException {@link ReasonCode#INVALID_FIELD}, its message beginning with the
     *     field's path
     */
    public static <T> T convert(JsonNode tree, Class<T> type) throws ContractException {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            String path = path(e);
            throw new ContractException(
                    ReasonCode.INVALID_FIELD, path + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new ContractException(ReasonCode.INVALID_FIELD, e.getOriginalMessage());
        }
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "record" : path.toString();
    }

    /** RFC 3339 with exactly three decimals. */
    private static final class MillisInstant extends StdSerializer<Instant> {
        MillisInstant() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString(RFC_3339_MILLIS.format(value));
        }
    }

    /** RFC 3339 with any offset and at most nanoseconds; a number is not a time. */
    private static final class Rfc3339Instant extends StdDeserializer<Instant> {
        private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
        private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

        Rfc3339Instant() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                context.reportInputMismatch(
                        this, "%s is no time; write 2026-01-31T12:00:00.000Z", json.getText());
            }
            String text = json.getText();
            try {
                Instant time = Rfc3339.parse(text);
                if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                    throw new DateTimeException("RFC 3339 has the years 0001 to 9999");
                }
                return time;
            } catch (DateTimeException e) {
                return context.reportInputMismatch(
                        this,
                        "'%s' is no time; write 2026-01-31T12:00:00.000Z",
                        SafeText.shorten(text, FieldChecks.MAX_SHOWN));
            }
        }
    }
}
