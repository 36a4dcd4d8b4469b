package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.List;

/** The project's schemas, loaded from the class path under their identifiers. */
final class TestingSchemas {

    private static final String PREFIX = "https://datacraft.co.ke/cv/schema/";

    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    builder ->
                            builder.schemaMappers(
                                    mappers -> mappers.mapPrefix(PREFIX, "classpath:schema/")));

    private TestingSchemas() {}

    /** What the schema of the topic finds wrong with the message. */
    static List<String> errors(String topic, JsonNode message) {
        return schema(topic).validate(message).stream().map(Object::toString).sorted().toList();
    }

    private static JsonSchema schema(String topic) {
        return FACTORY.getSchema(
                SchemaLocation.of(PREFIX + topic + ".v1.schema.json"),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }
}
