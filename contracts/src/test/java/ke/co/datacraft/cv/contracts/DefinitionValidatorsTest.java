package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionValidatorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sources.v1.camera",
                "sources.v1.video",
                "sources.v1.minimal",
                "zones.v1.area",
                "zones.v1.line",
                "zones.v1.minimal",
                "rules.v1.night",
                "rules.v1.minimal"
            })
    void theSamplesPass(String name) throws ContractException {
        Record definition = ContractCodec.read(GoldenSamples.bytes(name), GoldenSamples.type(name));

        assertThatCode(() -> validate(definition)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id | \"a/b\" | id: 'a/b' is no id; give at most 100 letters",
                "tenant_id | \" \" | tenant_id: ' ' is blank",
                "kind | null | kind: it is absent; give rtsp, http_mjpeg",
                "uri | null | uri: it is absent; say where the source is",
                "uri | \"http://h/a\" | has another scheme than its kind; write one of [rtsp, rtsps]",
                "uri | \"rtsp://h h/a\" | has no proper host",
                "uri | \"rtsp://h:x/a\" | has no proper host",
                "credentials | \"a b\" | credentials: 'a b' is no id",
                "sampling | {\"fps\":0} | sampling.fps: '0.0' is out of range; give above 0 to 240",
                "sampling | {\"jpeg_quality\":101} | sampling.jpeg_quality: '101' is out of range",
                "motion | {\"sensitivity\":1.5} | motion.sensitivity: '1.5' is out of range",
                "motion | {\"masks\":[[[0,0],[1,1]]]} | motion.masks[0].length: '2'",
                "motion | {\"masks\":[[[0,0],[0.5,0.5],[1,1]]]} | has no area",
                "priority | 11 | priority: '11' is out of range; give 1 to 10",
                "tasks | [] | tasks: '[]' is empty",
                "tasks | [{\"task\":\"fly\"}] | tasks[0].task: 'fly' is not a task",
                "pipeline | \"plates\" | pipeline: 'plates' stands beside tasks",
                "tracking | {\"event_frames\":0} | tracking.event_frames: '0' is out of range",
                "tracking | {\"lost_seconds\":0} | tracking.lost_seconds: '0.0' is out of range",
                "retention | {\"frame_seconds\":0} | retention.frame_seconds: '0' is out of range",
                "redaction | {\"labels\":[\"\"]} | redaction.labels[0]: '' has 0 characters",
                "redaction | {\"faces\":false,\"method\":\"fill\"} | redaction: '{}' hides nothing",
                "connection | {\"stall_timeout_ms\":1} | connection.stall_timeout_ms: '1'",
                "tags | [\"\"] | tags[0]: '' has 0 characters",
                "version | -1 | version: '-1' is negative",
            })
    void aSourceIsToldFieldValueAndCure(String field, String value, String words)
            throws ContractException {
        assertThat(failure("sources.v1.camera", field, value)).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "source_id | null | source_id: it is no id",
                "kind | null | kind: it is absent; give polygon or line",
                "kind | \"line\" | points.length: '4' is out of range; give 2 to 2",
                "points | [[0,0],[1,0]] | points.length: '2' is out of range; give 3 to 100",
                "points | [[0,0],[1,0],[0.5]] | points[2]: '[0.5]' is no point",
                "points | [[0,0],[1,0],[0.5,1.5]] | points[2][1]: '1.5' is out of range; give 0 to 1",
                "inertia | 0 | inertia: '0' is out of range",
                "hysteresis | -0.1 | hysteresis: '-0.1' is out of range",
                "loitering_seconds | -1 | loitering_seconds: '-1.0' is out of range",
                "crowd | {\"more_than\":-1,\"seconds\":1} | crowd.more_than: '-1' is out of range",
                "calibration | null | calibration: it is absent beside speed_limit_kmh",
                "speed_limit_kmh | 0 | speed_limit_kmh: '0.0' is out of range",
                "filter | {\"min_area\":0.5,\"max_area\":0.1} | is above max_area 0.1",
                "travel | {\"from\":[0.1,0.1],\"to\":[0.1,0.1]} | travel: '[0.1, 0.1]' is twice",
                "travel | {\"from\":[0,0],\"to\":[1,1],\"tolerance_degrees\":180}"
                        + " | travel.tolerance_degrees: '180.0' is out of range",
                "calibration | {\"image\":[[0,0],[1,1],[1,0],[0,1]],"
                        + "\"ground\":[[0,0],[1,0],[1,1],[0,1]]} | is no convex area",
                "calibration | {\"image\":[[0,0],[1,0],[1,1],[0,1]],"
                        + "\"ground\":[[0,0],[1,0],[2,0],[0,1]]} | calibration.ground",
            })
    void aZoneIsToldFieldValueAndCure(String field, String value, String words)
            throws ContractException {
        assertThat(failure("zones.v1.area", field, value)).contains(words);
    }

    @Test
    void aLineHasTwoPointsAndNoArea() throws ContractException {
        assertThat(failure("zones.v1.line", "points", "[[0.5,0.5],[0.5,0.5]]"))
                .contains("points: '[0.5, 0.5]' is twice the same point");
        assertThat(failure("zones.v1.line", "points", "[[0.0,0.5],[-0.0,0.5]]"))
                .contains("points: '[0.0, 0.5]' is twice the same point");
        assertThat(failure("zones.v1.line", "points", "[[0.5,0.5],[0.5,0.5000000001]]"))
                .contains("is twice the same point");
        assertThat(failure("zones.v1.line", "loitering_seconds", "10"))
                .contains("loitering_seconds: '10.0' needs an area; leave it out for a line");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "when | null | when: it is absent",
                "when | {\"zones\":[\"a b\"]} | when.zones[0]: 'a b' is no id",
                "when | {\"min_confidence\":2} | when.min_confidence: '2.0' is out of range",
                "when | {\"kinds\":[\"crowd\"],\"directions\":[\"in\"]} | needs the kind line",
                "schedules | [{\"from\":\"7:00\"}] | schedules[0].from: '7:00' is no time of day",
                "schedules | [{\"from\":\"24:00\"}] | schedules[0].from: '24:00' is no time of day",
                "schedules | [{\"time_zone\":\"Mars/Olympus\"}] | 'Mars/Olympus' is no time zone",
                "cooldown_seconds | -1 | cooldown_seconds: '-1' is out of range",
                "grouping | {\"window_seconds\":0} | grouping.window_seconds: '0' is out of range",
                "deliveries | [{\"name\":\"a\"}] | deliveries[0].kind: it is absent",
                "deliveries | [{\"kind\":\"mqtt\",\"name\":\"\"}] | deliveries[0].name: '' is no id",
                "updated_by | \"\" | updated_by: '' has 0 characters",
            })
    void aRuleIsToldFieldValueAndCure(String field, String value, String words)
            throws ContractException {
        assertThat(failure("rules.v1.night", field, value)).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://admin:S3cret@10.0.0.1/a",
                "rtsp://S3cret@10.0.0.1/a",
                "rtsp://admin:S3/cret@10.0.0.1/a",
                "rtsp://10.0.0.1/a?user=admin&password=S3cret",
                "rtsp://10.0.0.1/a?pwd=S3cret&x=1",
                "rtsp://10.0.0.1/a;access_token=S3cret",
                "rtsp://{user}:S3cret@10.0.0.1/a",
                "rtsp://10.0.0.1/a?password={password}S3cret"
            })
    void aSecretInTheAddressIsRefusedAndNotRepeated(String uri) throws ContractException {
        String message = failure("sources.v1.camera", "uri", '"' + uri + '"');

        assertThat(message)
                .startsWith("uri: ")
                .contains("***")
                .doesNotContain("S3", "cret@", "cret'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://10.0.0.1/a?user={user}&password={password}",
                "rtsp://{user}:{password}@10.0.0.1/a",
                "rtsp://[fd00::1]:554/cam@1",
                "rtsp://camera.local/pass/word"
            })
    void anAddressWithoutSecretPasses(String uri) throws ContractException {
        ObjectNode tree = tree("sources.v1.camera");
        tree.put("uri", uri);

        assertThatCode(() -> validate(read("sources.v1.camera", tree))).doesNotThrowAnyException();
        assertThat(SourceAddress.masked(uri)).isEqualTo(uri);
    }

    @Test
    void theKeyIsThatOfTheRecord() throws ContractException {
        assertThat(DefinitionKeys.key("a/b", "gate-1")).isEqualTo("a/b/gate-1");
        assertThat(DefinitionKeys.parse("a/b/gate-1"))
                .isEqualTo(new DefinitionKeys.Parts("a/b", "gate-1"));
        for (String wrong : List.of("gate-1", "/gate-1", "acme/", "acme/a b")) {
            assertThat(
                            catchThrowableOfType(
                                    ContractException.class, () -> DefinitionKeys.parse(wrong)))
                    .hasMessageStartingWith("key: ");
        }
        ZoneDefinition zone =
                ContractCodec.read(GoldenSamples.bytes("zones.v1.line"), ZoneDefinition.class);
        assertThat(
                        catchThrowableOfType(
                                ContractException.class,
                                () -> ZoneValidator.validate("other/gate-line", zone)))
                .hasMessageContaining("write 'acme/gate-line'");
    }

    @Test
    void whatIsAbsentHasADefault() throws ContractException {
        SourceDefinition source = sample("sources.v1.minimal", SourceDefinition.class);
        assertThat(source.name()).isEqualTo("street");
        assertThat(source.enabled()).isTrue();
        assertThat(source.flow()).isEqualTo(FlowPolicy.GUARANTEE);
        assertThat(SourceKind.RTSP.defaultFlow()).isEqualTo(FlowPolicy.LATEST);
        ZoneDefinition zone = sample("zones.v1.minimal", ZoneDefinition.class);
        assertThat(zone.anchor()).isEqualTo(AnchorPoint.BOTTOM_CENTER);
        assertThat(zone.inertia()).isEqualTo(3);
        RuleDefinition rule = sample("rules.v1.minimal", RuleDefinition.class);
        assertThat(rule.severity()).isEqualTo(Severity.WARNING);
        assertThat(new RuleSchedule(null, null, null, null))
                .isEqualTo(new RuleSchedule(List.of(), "00:00", "24:00", "UTC"));
    }

    private static String failure(String sample, String field, String value)
            throws ContractException {
        ObjectNode tree = tree(sample);
        tree.set(field, ContractCodec.tree(value.getBytes(StandardCharsets.UTF_8)));
        Record definition = read(sample, tree);
        ContractException failure =
                catchThrowableOfType(ContractException.class, () -> validate(definition));
        assertThat(failure).as("failure of " + value).isNotNull();
        return failure.getMessage();
    }

    private static ObjectNode tree(String sample) throws ContractException {
        return (ObjectNode) ContractCodec.tree(GoldenSamples.bytes(sample));
    }

    private static Record read(String sample, ObjectNode tree) throws ContractException {
        return ContractCodec.read(ContractCodec.toBytes(tree), GoldenSamples.type(sample));
    }

    private static <T> T sample(String name, Class<T> type) throws ContractException {
        return ContractCodec.read(GoldenSamples.bytes(name), type);
    }

    private static void validate(Record definition) throws ContractException {
        if (definition instanceof SourceDefinition source) {
            SourceValidator.validate(key(source.tenantId(), source.id()), source);
        } else if (definition instanceof ZoneDefinition zone) {
            ZoneValidator.validate(key(zone.tenantId(), zone.id()), zone);
        } else {
            RuleDefinition rule = (RuleDefinition) definition;
            RuleValidator.validate(key(rule.tenantId(), rule.id()), rule);
        }
    }

    private static String key(String tenantId, String id) {
        return DefinitionKeys.key(tenantId, id);
    }
}
