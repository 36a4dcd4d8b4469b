package ke.co.datacraft.cv.operators.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.record.ModelChange;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class ActivationParserTest {

    private static SourceRecord record(String key, byte[] value) {
        return new SourceRecord(
                "cv.models",
                0,
                7,
                0,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value,
                null,
                null);
    }

    @Test
    void readsActivationsAndTombstones() throws Exception {
        byte[] json = GoldenSamples.bytes("models.v1.canary-and-shadow");
        try (OneInputStreamOperatorTestHarness<SourceRecord, ModelChange> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new ActivationParser())) {
            harness.processElement(record("yolox-nano", json), 0);
            harness.processElement(record("yolox-nano", new byte[0]), 0);

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            new ModelChange(
                                    "yolox-nano", ContractCodec.read(json, ModelActivation.class)),
                            new ModelChange("yolox-nano", null));
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS)).isNull();
        }
    }

    @Test
    void whatIsNoneBecomesADeadLetter() throws Exception {
        byte[] json = GoldenSamples.bytes("models.v1.active");
        try (OneInputStreamOperatorTestHarness<SourceRecord, ModelChange> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new ActivationParser())) {
            harness.processElement(record("yolox-nano", new byte[] {'{'}), 0);
            harness.processElement(record("other", json), 0);
            harness.processElement(record(null, new byte[0]), 0);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS))
                    .extracting(letter -> letter.getValue().reason())
                    .containsExactly(
                            ReasonCode.INVALID_JSON,
                            ReasonCode.INVALID_FIELD,
                            ReasonCode.INVALID_FIELD);
        }
    }
}
