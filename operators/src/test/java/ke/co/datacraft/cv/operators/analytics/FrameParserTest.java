package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameParserTest {

    private static final String FRAME =
            """
            {"schema_version": 1, "image_id": "7f0b8c5e-3f43-5d5f-9a2e-6a1c52a4f001",
             "tenant_id": "acme", "source_id": "cam", "uri": "s3://b/1.jpg", "page": 0,
             "image": {"width": 640, "height": 480}, "capture_time": "2026-03-01T08:00:00.200Z",
             "tasks": [%s]}
            """;
    private static final String OBJECTS =
            """
            {"task": "object_detection", "cached": false, "objects":
             [{"label": "car", "class_id": 2, "confidence": 0.5, "bbox": [1, 2, 3, 4]}]}
            """;
    private static final String FACES =
            """
            {"task": "face_detection", "cached": false,
             "faces": [{"confidence": 0.25, "bbox": [5, 6, 7, 8], "landmarks": []}]}
            """;
    private static final Detection CAR = new Detection(2, "car", 0.5f, new BoundingBox(1, 2, 3, 4));
    private static final Detection FACE =
            new Detection(0, "face", 0.25f, new BoundingBox(5, 6, 7, 8));

    @Test
    void objectsOfTheWholePictureAreTaken() throws Exception {
        String plate =
                OBJECTS.replace(
                        "\"objects\"",
                        "\"region\": {\"step\": \"s\", \"index\": 0, \"bbox\": [1, 2, 3, 4]},"
                                + " \"objects\"");

        assertThat(parse(FRAME.formatted(OBJECTS + ',' + plate + ',' + FACES)))
                .singleElement()
                .satisfies(frame -> assertThat(frame.detections()).containsExactly(CAR))
                .satisfies(frame -> assertThat(frame.key()).isEqualTo("acme/cam"))
                .satisfies(frame -> assertThat(frame.origin().offset()).isEqualTo(7));
    }

    @Test
    void facesWhereNobodyLookedForObjects() throws Exception {
        assertThat(parse(FRAME.formatted(FACES)))
                .singleElement()
                .satisfies(frame -> assertThat(frame.detections()).containsExactly(FACE));
        assertThat(
                        parse(
                                FRAME.formatted(
                                        FACES
                                                + ", {\"task\": \"object_detection\","
                                                + " \"cached\": false, \"objects\": []}")))
                .singleElement()
                .satisfies(frame -> assertThat(frame.detections()).isEmpty());
    }

    @Test
    void resultsOfJobsArePassedOver() throws Exception {
        assertThat(parse(FRAME.formatted(OBJECTS).replace("\"source_id\": \"cam\",", "")))
                .isEmpty();
    }

    @Test
    void whatIsToldOfALateFrameIsReadAsTheSameFrame() throws Exception {
        SourceFrame frame = parse(FRAME.formatted(OBJECTS)).get(0);
        String letter =
                new String(
                        ContractCodec.toBytes(FrameMapper.result(frame)), StandardCharsets.UTF_8);

        assertThat(parse(letter)).containsExactly(frame);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|{{|INVALID_JSON",
                "\"schema_version\": 1|\"schema_version\": 9|UNKNOWN_SCHEMA_VERSION",
                "\"tenant_id\": \"acme\"|\"tenant_id\": null|INVALID_FIELD",
                "capture_time|another_time|INVALID_FIELD",
                "2026-03-01T08|yesterday|INVALID_FIELD",
                "[1, 2, 3, 4]|[1, 2, 3]|INVALID_FIELD",
                "[1, 2, 3, 4]|null|INVALID_FIELD",
                "\"class_id\": 2|\"class_id\": \"two\"|INVALID_FIELD",
                "[1, 2, 3, 4]|[1, null, 3, 4]|INVALID_FIELD",
                "[1, 2, 3, 4]|[1, 2, 1e300, 4]|INVALID_FIELD",
                "[1, 2, 3, 4]|[1e9, 2, 3, 4]|INVALID_FIELD",
                "[1, 2, 3, 4]|[1, 2, -3, 4]|INVALID_FIELD",
                "\"confidence\": 0.5|\"confidence\": 1.5|INVALID_FIELD",
                "\"confidence\": 0.5|\"confidence\": -1e300|INVALID_FIELD",
                "\"label\": \"car\"|\"label\": \"\"|INVALID_FIELD",
                "\"label\": \"car\"|\"label\": \"c\\u0000r\"|INVALID_FIELD",
                "\"width\": 640|\"width\": 0|INVALID_FIELD",
                "\"height\": 480|\"height\": -480|INVALID_FIELD",
                "2026-03-01|1969-12-31|INVALID_FIELD",
                "2026-03-01|+29000-03-01|INVALID_FIELD",
                "2026-03-01|+999999999-03-01|INVALID_FIELD",
                "\"tasks\": [|\"tasks\": [null, |INVALID_FIELD",
                "\"objects\":|\"objects\": [null], \"others\":|INVALID_FIELD",
                "\"tenant_id\": \"acme\"|\"tenant_id\": \"\"|INVALID_FIELD"
            })
    void whatIsWrongBecomesADeadLetter(String found, String replaced, ReasonCode reason)
            throws Exception {
        try (var harness = harness()) {
            harness.processElement(record(FRAME.formatted(OBJECTS).replace(found, replaced)), 0);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS))
                    .extracting(letter -> letter.getValue().reason())
                    .containsExactly(reason);
        }
    }

    @Test
    void aLabelThatNoTableTakesBecomesADeadLetter() throws Exception {
        for (int length : new int[] {255, 256}) {
            String label = "x".repeat(length);
            try (var harness = harness()) {
                harness.processElement(
                        record(FRAME.formatted(OBJECTS.replace("\"car\"", '"' + label + '"'))), 0);

                assertThat(harness.extractOutputValues()).hasSize(length == 255 ? 1 : 0);
            }
        }
    }

    @Test
    void emptyRecordBecomesADeadLetter() throws Exception {
        try (var harness = harness()) {
            harness.processElement(record(""), 0);

            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS)).hasSize(1);
        }
    }

    private static List<SourceFrame> parse(String json) throws Exception {
        try (var harness = harness()) {
            harness.processElement(record(json), 0);
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS)).isNull();
            return harness.extractOutputValues();
        }
    }

    private static OneInputStreamOperatorTestHarness<SourceRecord, SourceFrame> harness()
            throws Exception {
        return ProcessFunctionTestHarnesses.forProcessFunction(new FrameParser());
    }

    private static SourceRecord record(String json) {
        return new SourceRecord(
                "cv.results", 0, 7, 0, null, json.getBytes(StandardCharsets.UTF_8), null, null);
    }
}
