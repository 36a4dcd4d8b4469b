package ke.co.datacraft.cv.operators.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.operators.pipeline.PipelineDefinition;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.testing.TestingRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceAdmissionTest {

    private static final String GOOD = ContractCodec.toJson(TestingRecords.reference(0, 3));

    private final ReferenceAdmission images = new ReferenceAdmission(Lane.IMAGES, Pipelines.NONE);
    private final ReferenceAdmission frames = new ReferenceAdmission(Lane.FRAMES, Pipelines.NONE);

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("", ReasonCode.INVALID_JSON, "The record is empty"),
                Arguments.of("not json", ReasonCode.INVALID_JSON, "Not JSON"),
                Arguments.of(GOOD.substring(0, 40), ReasonCode.INVALID_JSON, "Not JSON"),
                Arguments.of("[1]", ReasonCode.INVALID_JSON, "object"),
                Arguments.of(
                        GOOD.replace("\"schema_version\":1", "\"schema_version\":99"),
                        ReasonCode.UNKNOWN_SCHEMA_VERSION,
                        "99"),
                Arguments.of(
                        GOOD.replace("\"total\":3", "\"total\":-3"),
                        ReasonCode.INVALID_FIELD,
                        "job.total"),
                Arguments.of(
                        GOOD.replace("\"task\":\"ocr\"", "\"task\":\"palmistry\""),
                        ReasonCode.UNKNOWN_TASK,
                        "palmistry"),
                Arguments.of(
                        GOOD.replace("file:/images/0.jpg", ""), ReasonCode.INVALID_FIELD, "uri"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenRecordBecomesOneLetterAndItsJobHearsOfIt(
            String value, ReasonCode reason, String message) {
        SourceRecord record = TestingRecords.record(17, value);

        Admission admission = images.admit(record, 5_000);

        DeadLetter letter = admission.deadLetter();
        assertThat(admission.admitted()).isNull();
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.message()).contains(message);
        assertThat(letter.id()).isEqualTo(Identifiers.deadLetterId(letter.origin()));
        assertThat(letter.origin().offset()).isEqualTo(17);
        assertThat(letter.tenantId()).isEqualTo(TestingRecords.TENANT);
        assertThat(letter.jobId()).isEqualTo(TestingRecords.JOB);
        assertThat(original(letter)).isEqualTo(value.getBytes(StandardCharsets.UTF_8));
        assertThat(letter.originalKey()).isEqualTo(TestingRecords.JOB.toString());
        assertThat(letter.failedAt().toEpochMilli()).isEqualTo(5_000);

        JobEvent event = admission.event();
        assertThat(event.kind()).isEqualTo(JobEvent.Kind.FAILED);
        assertThat(event.key()).isEqualTo(TestingRecords.KEY);
        assertThat(event.failure().reason()).isEqualTo(reason);
        assertThat(event.reference().tasks()).as("cannot run again").isEmpty();
    }

    @Test
    void aPipelineStandsForItsTasks() {
        String asked = GOOD.replaceAll("\"tasks\":\\[[^]]*]", "\"pipeline\":\"receipts\"");
        PipelineDefinition receipts =
                new PipelineDefinition(
                        "receipts",
                        null,
                        List.of(TaskRequest.of("ocr"), TaskRequest.of("quality")));
        Pipelines pipelines = new Pipelines(List.of(receipts));

        ImageReference reference =
                new ReferenceAdmission(Lane.IMAGES, pipelines)
                        .admit(TestingRecords.record(1, asked), 0)
                        .admitted()
                        .reference();

        assertThat(reference.tasks()).isEqualTo(receipts.tasks());
        assertThat(reference.pipeline()).isEqualTo("receipts");
        assertThat(ContractCodec.toJson(reference.asSubmitted())).isEqualTo(asked);
        DeadLetter letter = images.admit(TestingRecords.record(1, asked), 0).deadLetter();
        assertThat(letter.reason()).isEqualTo(ReasonCode.UNKNOWN_PIPELINE);
        assertThat(letter.message()).contains("'receipts'").contains("CV_PIPELINE_PATH");
    }

    @Test
    void goodRecordIsAdmittedWithADerivedIdentity() {
        ImageReference reference = TestingRecords.reference(0, 3);

        Admission admission = images.admit(TestingRecords.record(1, GOOD), 9);

        assertThat(admission.deadLetter()).isNull();
        assertThat(admission.admitted().reference()).isEqualTo(reference);
        assertThat(admission.admitted().referenceId())
                .isEqualTo(
                        Identifiers.imageId(
                                "acme", TestingRecords.JOB.toString(), reference.uri(), ""));
        assertThat(admission.admitted().admittedAt()).isEqualTo(9);
        assertThat(admission.event().kind()).isEqualTo(JobEvent.Kind.ADMITTED);
        assertThat(admission.event().referenceId()).isEqualTo(admission.admitted().referenceId());
    }

    @Test
    void givenIdentityIsKept() {
        String json =
                GOOD.replace("{\"schema", "{\"image_id\":\"" + new UUID(1, 2) + "\",\"schema");
        assertThat(images.admit(TestingRecords.record(1, json), 0).admitted().referenceId())
                .isEqualTo(new UUID(1, 2));
    }

    @Test
    void pageAndCaptureTimeTellReferencesApart() {
        Stream<UUID> ids =
                Stream.of(
                                GOOD,
                                GOOD.replace("\"uri\"", "\"page\":0,\"uri\""),
                                GOOD.replace("\"uri\"", "\"page\":1,\"uri\""),
                                GOOD.replace(
                                        "\"uri\"",
                                        "\"capture_time\":\"2026-01-01T00:00:00Z\",\"uri\""))
                        .map(json -> images.admit(TestingRecords.record(1, json), 0))
                        .map(admission -> admission.admitted().referenceId());
        assertThat(ids.distinct()).hasSize(4);
    }

    @Test
    void totalOfABrokenRecordReachesTheJob() {
        String json = GOOD.replace("\"task\":\"ocr\"", "\"task\":\"palmistry\"");
        assertThat(images.admit(TestingRecords.record(1, json), 0).event().reference().job())
                .isEqualTo(TestingRecords.reference(0, 3).job());
    }

    @Test
    void tombstoneIsEmpty() {
        SourceRecord record = new SourceRecord("cv.images", 0, 1, 0, null, null, null, null);
        DeadLetter letter = images.admit(record, 0).deadLetter();
        assertThat(letter.reason()).isEqualTo(ReasonCode.INVALID_JSON);
        assertThat(letter.originalValue()).isEmpty();
        assertThat(letter.originalKey()).isNull();
        assertThat(images.admit(record, 0).event()).as("no job is known").isNull();
    }

    @Test
    void hostileTenantNamesNoOwner() {
        for (String tenant : new String[] {"x".repeat(101), "", " ", "a\\u0000b"}) {
            String json = GOOD.replace("\"acme\"", "\"" + tenant + "\"");
            SourceRecord record =
                    new SourceRecord(
                            "cv.images",
                            0,
                            1,
                            0,
                            null,
                            json.getBytes(StandardCharsets.UTF_8),
                            null,
                            null);
            Admission admission = images.admit(record, 0);
            assertThat(admission.deadLetter().tenantId()).isNull();
            assertThat(admission.event()).isNull();
        }
    }

    @Test
    void bytesThatAreNoTextAreKeptAsBase64() {
        byte[] binary = {(byte) 0xff, (byte) 0xd8, 0, 1};
        DeadLetter letter = images.admit(TestingRecords.record(1, binary), 0).deadLetter();
        assertThat(letter.originalEncoding()).isEqualTo("base64");
        assertThat(Base64.getDecoder().decode(letter.originalValue())).isEqualTo(binary);
    }

    @Test
    void keyAndHeadersAreKeptWhateverTheyAre() {
        List<RecordHeader> headers = List.of(new RecordHeader("digest", "gQ==", "base64"));
        SourceRecord record =
                new SourceRecord(
                        "cv.images",
                        0,
                        1,
                        0,
                        new byte[] {-1},
                        GOOD.getBytes(StandardCharsets.UTF_8),
                        null,
                        null,
                        headers);
        DeadLetter admitted =
                DeadLetters.of(
                        images.admit(record, 0).admitted(),
                        new Failure(ReasonCode.NOT_FOUND, "gone"),
                        1,
                        0);
        assertThat(admitted.originalHeaders()).isEqualTo(headers);
        assertThat(admitted.originalKey()).isEqualTo("/w==");
        assertThat(admitted.originalKeyEncoding()).isEqualTo("base64");
    }

    @Test
    void letterNeverGrowsOutOfProportion() {
        byte[] controls = new byte[100_000];
        byte[] quotes = new byte[100_000];
        Arrays.fill(quotes, (byte) '"');
        for (byte[] value : new byte[][] {controls, quotes}) {
            DeadLetter letter = images.admit(TestingRecords.record(1, value), 0).deadLetter();
            assertThat(ContractCodec.toBytes(letter).length).isLessThan(160_000);
            assertThat(original(letter)).isEqualTo(value);
        }
    }

    @Test
    void lanesTakeOnlyTheirOwn() {
        SourceRecord frame = TestingRecords.record(1, TestingRecords.frame());
        assertThat(frames.admit(frame, 0).admitted()).isNotNull();
        assertThat(frames.admit(frame, 0).event()).isNull();
        assertThat(images.admit(frame, 0).deadLetter().message())
                .contains("job_id is absent")
                .contains("frames topic");
        assertThat(frames.admit(TestingRecords.record(1, GOOD), 0).deadLetter().message())
                .contains("source_id is absent")
                .contains("images topic");
    }

    private static byte[] original(DeadLetter letter) {
        return letter.originalEncoding().equals("base64")
                ? Base64.getDecoder().decode(letter.originalValue())
                : letter.originalValue().getBytes(StandardCharsets.UTF_8);
    }
}
