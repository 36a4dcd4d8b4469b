package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenSamplesTest {

    private static final Pattern TIME = Pattern.compile("\"\\w+_(time|at)\"\\s*:\\s*\"([^\"]*)\"");

    static final List<String> COMPLETE = GoldenSamples.COMPLETE;
    static final List<String> PARTIAL = GoldenSamples.PARTIAL;

    static Stream<String> all() {
        return Stream.concat(COMPLETE.stream(), PARTIAL.stream());
    }

    @Test
    void everyFileIsListedAndEveryTopicHasASample() throws IOException, URISyntaxException {
        Path folder = Path.of(GoldenSamplesTest.class.getResource("/golden").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(all().toList());
        }
        assertThat(all().map(GoldenSamples::topic).collect(Collectors.toSet()))
                .isEqualTo(GoldenSamples.TYPES.keySet());
    }

    @ParameterizedTest
    @MethodSource("all")
    void followsItsSchema(String name) throws ContractException {
        JsonNode tree = ContractCodec.tree(GoldenSamples.bytes(name));

        assertThat(TestingSchemas.errors(GoldenSamples.topic(name), tree)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("COMPLETE")
    void isWrittenAsItWasRead(String name) throws ContractException {
        byte[] json = GoldenSamples.bytes(name);
        Record message = ContractCodec.read(json, GoldenSamples.type(name));

        assertThat(ContractCodec.tree(ContractCodec.toBytes(message)))
                .isEqualTo(ContractCodec.tree(json));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWrittenAfterItsSchemaAndReadBackEqual(String name)
            throws ContractException, IOException {
        Class<? extends Record> type = GoldenSamples.type(name);
        Record message = ContractCodec.read(GoldenSamples.bytes(name), type);
        byte[] written = ContractCodec.toBytes(message);

        assertThat(TestingSchemas.errors(GoldenSamples.topic(name), ContractCodec.tree(written)))
                .isEmpty();
        assertThat((Record) ContractCodec.read(written, type)).isEqualTo(message);
        assertThat((Record) ContractCodec.readTrusted(written, type)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("all")
    void toleratesFieldsOfLaterReleasesAndRefusesOtherVersions(String name)
            throws ContractException {
        ObjectNode tree = (ObjectNode) ContractCodec.tree(GoldenSamples.bytes(name));
        Class<? extends Record> type = GoldenSamples.type(name);
        Record message = ContractCodec.read(GoldenSamples.bytes(name), type);

        tree.putObject("from_a_later_release").put("deep", true);
        assertThat((Record) ContractCodec.read(ContractCodec.toBytes(tree), type))
                .isEqualTo(message);
        assertThat(TestingSchemas.errors(GoldenSamples.topic(name), tree)).isEmpty();

        tree.put("schema_version", 2);
        assertThat(TestingSchemas.errors(GoldenSamples.topic(name), tree))
                .singleElement()
                .asString()
                .contains("schema_version");
    }

    @ParameterizedTest
    @FieldSource("COMPLETE")
    void timesHaveExactlyThreeDecimals(String name) throws ContractException {
        Record message = ContractCodec.read(GoldenSamples.bytes(name), GoldenSamples.type(name));
        Set<String> times =
                TIME.matcher(ContractCodec.toJson(message))
                        .results()
                        .map(match -> match.group(2))
                        .collect(Collectors.toSet());

        assertThat(times)
                .allMatch(
                        time ->
                                time.matches(
                                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertThat(times.isEmpty()).isEqualTo(name.equals("commands.v1.retry"));
    }
}
