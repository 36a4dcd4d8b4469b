package ke.co.datacraft.cv.operators.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.SafeText;
import ke.co.datacraft.cv.operators.job.JobProgressProbe;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.testing.TestingRecords;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Whatever a record holds: what admission says of it can travel and be stored. */
class ReferenceAdmissionPropertiesTest {

    private static final String GOOD = ContractCodec.toJson(TestingRecords.reference(0, 3));

    private final ReferenceAdmission admission =
            new ReferenceAdmission(Lane.IMAGES, Pipelines.NONE);

    /** Values that a field can have, as JSON. */
    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .ofMaxLength(300)
                        .map(ReferenceAdmissionPropertiesTest::quoted),
                Arbitraries.of(
                        "null",
                        "true",
                        "-1",
                        "0",
                        "2147483648",
                        "1e400",
                        "0.5",
                        "[]",
                        "[null]",
                        "{}",
                        "\"\"",
                        "\"\\ud800\"",
                        "\"\\u0000\"",
                        "\"+999999999-01-01T00:00:00Z\"",
                        "\"-0001-01-01T00:00:00Z\"",
                        "\"1-1-1-1-1\"",
                        quoted("\uD83D\uDE00".repeat(255)),
                        quoted("x".repeat(9000))));
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of(
                "schema_version",
                "tenant_id",
                "job_id",
                "source_id",
                "image_id",
                "uri",
                "page",
                "original_filename",
                "content_type",
                "priority",
                "tasks",
                "task",
                "parameters",
                "capture_time",
                "ingest_time",
                "attempt",
                "job",
                "name",
                "total",
                "max_retries",
                "created_by",
                "created_at");
    }

    @Property(tries = 3000)
    void changedFieldsAreSurvived(
            @ForAll("fields") String first,
            @ForAll("values") String firstValue,
            @ForAll("fields") String second,
            @ForAll("values") String secondValue)
            throws IOException {
        check(with(with(GOOD, first, firstValue), second, secondValue).getBytes("UTF-8"));
    }

    @Property(tries = 1000)
    void anyBytesAreSurvived(@ForAll byte[] value) throws IOException {
        check(value);
    }

    @Property(tries = 500)
    void changedBytesAreSurvived(@ForAll int place, @ForAll byte value) throws IOException {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(place, bytes.length)] = value;
        check(bytes);
    }

    private void check(byte[] value) throws IOException {
        SourceRecord record = TestingRecords.record(1, value);
        Admission decision = admission.admit(record, 7);
        assertThat(decision.admitted() == null).isNotEqualTo(decision.deadLetter() == null);
        if (decision.admitted() != null) {
            travels(ContractTypes.ADMITTED_REFERENCE, decision.admitted());
        } else {
            DeadLetter letter = decision.deadLetter();
            travels(ContractTypes.DEAD_LETTER, letter);
            assertStorable(letter.tenantId(), letter.sourceId(), letter.uri(), letter.message());
        }
        if (decision.event() != null) {
            travels(ContractTypes.JOB_EVENT, decision.event());
            JobStatus status = JobProgressProbe.statusAfter(decision.event());
            travels(ContractTypes.JOB_STATUS, status);
            assertStorable(
                    status.tenantId(),
                    status.name(),
                    status.createdBy(),
                    status.inputFilePath(),
                    status.errorMessage());
        }
    }

    private static void assertStorable(String... texts) {
        assertThat(texts).allMatch(text -> text == null || SafeText.isStorable(text));
    }

    private static <T> void travels(TypeInformation<T> type, T value) throws IOException {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer target = new DataOutputSerializer(512);
        serializer.serialize(value, target);
        T read = serializer.deserialize(new DataInputDeserializer(target.getCopyOfBuffer()));
        assertThat(ContractCodec.toJson(read)).isEqualTo(ContractCodec.toJson(value));
    }

    /** The JSON with the field's value, simple or not, replaced; added where it has none. */
    private static String with(String json, String field, String value) {
        String name = "\"" + field + "\":";
        int at = json.indexOf(name);
        if (at < 0) {
            return "{" + name + value + "," + json.substring(1);
        }
        int start = at + name.length();
        int end = start;
        int depth = 0;
        boolean quoted = false;
        for (; end < json.length(); end++) {
            char c = json.charAt(end);
            if (c == '"' && json.charAt(end - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted && List.of('{', '[').contains(c)) {
                depth++;
            } else if (!quoted && List.of('}', ']', ',').contains(c)) {
                if (depth == 0) {
                    break;
                }
                depth -= c == ',' ? 0 : 1;
            }
        }
        return json.substring(0, start) + value + json.substring(end);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            json.append(c < ' ' || c == '"' || c == '\\' || c > 126 ? escaped(c) : c);
        }
        return json.append('"').toString();
    }

    private static String escaped(char c) {
        return "\\u%04x".formatted((int) c);
    }
}
