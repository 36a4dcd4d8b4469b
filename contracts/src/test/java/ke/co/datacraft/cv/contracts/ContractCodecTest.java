package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractCodecTest {

    private static final String JOB = "7d0f0a52-6f3e-4d0a-9a53-3f0f6f0f2a11";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | absent",
                "{\"schema_version\":2} | is 2,",
                "{\"schema_version\":0} | is 0,",
                "{\"schema_version\":\"1\"} | is \"1\",",
                "{\"schema_version\":1.5} | is 1.5,",
                "{\"schema_version\":null} | is null,",
                "{\"schema_version\":99999999999999} | is 99999999999999,",
            })
    void refusesUnknownSchemaVersions(String json, String words) {
        ContractException failure = failure(json);

        assertThat(failure.reason()).isEqualTo(ReasonCode.UNKNOWN_SCHEMA_VERSION);
        assertThat(failure)
                .hasMessageContaining(words)
                .hasMessageContaining("this release reads 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "{\"schema_version\":1",
                "{\"schema_version\":1} trailing",
                "{\"schema_version\":1,\"schema_version\":1}",
                "[]",
                "null",
                "7",
                "\"text\"",
                "plain text",
                "{'schema_version':1}",
                "\u0000\u0001",
            })
    void refusesWhatIsNoJsonObject(String json) {
        ContractException failure = failure(json);

        assertThat(failure.reason()).isEqualTo(ReasonCode.INVALID_JSON);
        assertThat(failure.getMessage()).isNotBlank().doesNotContain("\u0000");
    }

    @Test
    void refusesBytesThatAreNoText() {
        byte[] bytes = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 0x10};

        ContractException failure =
                catchThrowableOfType(
                        ContractException.class,
                        () -> ContractCodec.read(bytes, ImageReference.class));

        assertThat(failure.reason()).isEqualTo(ReasonCode.INVALID_JSON);
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                Arguments.of("\"page\":\"second\"", "page"),
                Arguments.of("\"page\":1.5", "page"),
                Arguments.of("\"page\":\"2\"", "page"),
                Arguments.of("\"page\":99999999999", "page"),
                Arguments.of("\"job_id\":\"seven\"", "job_id"),
                Arguments.of("\"job_id\":7", "job_id"),
                Arguments.of("\"uri\":{\"path\":\"a\"}", "uri"),
                Arguments.of("\"capture_time\":\"yesterday\"", "capture_time"),
                Arguments.of("\"capture_time\":1772600767", "capture_time"),
                Arguments.of("\"capture_time\":\"1772600767\"", "capture_time"),
                Arguments.of("\"capture_time\":\"2026-03-04T05:06:07\"", "capture_time"),
                Arguments.of("\"capture_time\":\"+12026-03-04T05:06:07Z\"", "capture_time"),
                Arguments.of("\"capture_time\":\"0000-03-04T05:06:07Z\"", "capture_time"),
                Arguments.of("\"tasks\":{}", "tasks"),
                Arguments.of("\"tasks\":\"ocr\"", "tasks"),
                Arguments.of("\"tasks\":[null]", "tasks[0]"),
                Arguments.of("\"tasks\":[{}]", "tasks[0]"),
                Arguments.of("\"tasks\":[{\"task\":\"ocr\"},{\"task\":[]}]", "tasks[1].task"),
                Arguments.of(
                        "\"tasks\":[{\"task\":\"ocr\",\"parameters\":{\"psm\":[6]}}]",
                        "tasks[0].parameters.psm"),
                Arguments.of(
                        "\"tasks\":[{\"task\":\"ocr\",\"parameters\":{\"psm\":6}}]",
                        "tasks[0].parameters.psm"),
                Arguments.of("\"tenant_id\":7", "tenant_id"),
                Arguments.of("\"tenant_id\":true", "tenant_id"),
                Arguments.of("\"uri\":1.5", "uri"),
                Arguments.of("\"job_id\":\"\"", "job_id"),
                Arguments.of("\"job\":\"\"", "job"),
                Arguments.of("\"page\":\"\"", "page"),
                Arguments.of("\"job\":7", "job"),
                Arguments.of("\"job\":{\"name\":\"a\"}", "job.total"),
                Arguments.of(
                        "\"job\":{\"name\":\"a\",\"total\":null,\"max_retries\":0}", "job.total"));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void namesTheFieldThatIsWrong(String field, String path) {
        ContractException failure = failure("{\"schema_version\":1," + field + "}");

        assertThat(failure.reason()).isEqualTo(ReasonCode.INVALID_FIELD);
        assertThat(failure).hasMessageStartingWith(path + ": ");
    }

    @Test
    void aBadCommandNumberIsRefused() {
        ContractException failure =
                catchThrowableOfType(
                        ContractException.class,
                        () ->
                                ContractCodec.read(
                                        "{\"schema_version\":1,\"command\":0}"
                                                .getBytes(StandardCharsets.UTF_8),
                                        JobCommand.class));

        assertThat(failure.reason()).isEqualTo(ReasonCode.INVALID_FIELD);
        assertThat(failure).hasMessageStartingWith("command: ");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T05:06:07Z, 2026-03-04T05:06:07.000Z",
        "2026-03-04T05:06:07.1Z, 2026-03-04T05:06:07.100Z",
        "2026-03-04T05:06:07.123987Z, 2026-03-04T05:06:07.123Z",
        "2026-03-04T08:06:07.5+03:00, 2026-03-04T05:06:07.500Z",
    })
    void readsTimesOfAnyOffsetAndWritesUtcWithMilliseconds(String read, String written)
            throws ContractException {
        ImageReference reference = read("{\"schema_version\":1,\"capture_time\":\"" + read + "\"}");

        assertThat(ContractCodec.toJson(reference))
                .contains("\"capture_time\":\"" + written + "\"");
    }

    @Test
    void fillsInDefaultsAndLeavesOutWhatIsAbsent() throws ContractException {
        ImageReference reference = read("{\"schema_version\":1,\"job_id\":\"" + JOB + "\"}");

        assertThat(reference.priority()).isEqualTo(5);
        assertThat(reference.attempt()).isZero();
        assertThat(reference.tasks()).isEmpty();
        assertThat(reference.jobId()).isEqualTo(UUID.fromString(JOB));
        assertThat(ContractCodec.toJson(reference))
                .isEqualTo(
                        "{\"schema_version\":1,\"job_id\":\""
                                + JOB
                                + "\",\"priority\":5,\"attempt\":0}");
    }

    @Test
    void equalRequestsHaveEqualJson() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("psm", "6");
        parameters.put("languages", "eng");

        assertThat(ContractCodec.toJson(new TaskRequest("ocr", null, parameters)))
                .isEqualTo(
                        "{\"task\":\"ocr\",\"parameters\":{\"languages\":\"eng\",\"psm\":\"6\"}}");
    }

    @Test
    void withAttemptChangesTheAttemptOnly() throws ContractException {
        ImageReference reference =
                ContractCodec.read(GoldenSamples.bytes("images.v1.job"), ImageReference.class);

        assertThat(reference.withAttempt(2).attempt()).isEqualTo(2);
        assertThat(reference.withAttempt(2).withAttempt(1)).isEqualTo(reference);
        assertThat(reference.captureTime()).isEqualTo(Instant.parse("2026-03-04T05:06:07.120Z"));
    }

    private static ImageReference read(String json) throws ContractException {
        return ContractCodec.read(json.getBytes(StandardCharsets.UTF_8), ImageReference.class);
    }

    private static ContractException failure(String json) {
        ContractException failure = catchThrowableOfType(ContractException.class, () -> read(json));
        assertThat(failure).as("a ContractException for " + json).isNotNull();
        return failure;
    }
}
