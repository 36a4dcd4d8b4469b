package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.testing.TestingRecords;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class OutcomeRouterFunctionTest {

    private static final Failure FAILURE = new Failure(ReasonCode.NOT_FOUND, "nothing there");

    private static AdmittedReference admitted(ImageReference reference) {
        return new AdmittedReference(
                reference,
                TestingRecords.JOB,
                new RecordOrigin("cv.images", 0, 4),
                null,
                ContractCodec.toBytes(reference),
                null,
                0);
    }

    @Test
    void sendsEachOutcomeItsWay() throws Exception {
        ImageResult result =
                ContractCodec.readTrusted(GoldenSamples.bytes("results.v1.ocr"), ImageResult.class);
        AdmittedReference image = admitted(TestingRecords.reference(0, 2));
        try (OneInputStreamOperatorTestHarness<ReferenceOutcome, ImageResult> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new OutcomeRouterFunction())) {
            harness.processElement(
                    new ReferenceOutcome(image, List.of(result, result), null, 1), 0);
            harness.processElement(new ReferenceOutcome(image, List.of(), FAILURE, 3), 0);

            assertThat(harness.extractOutputValues()).containsExactly(result, result);
            assertThat(harness.getSideOutput(OutputTags.JOB_EVENTS))
                    .extracting(event -> event.getValue().kind())
                    .containsExactly(JobEvent.Kind.SUCCEEDED, JobEvent.Kind.FAILED);
            DeadLetter letter = harness.getSideOutput(OutputTags.DEAD_LETTERS).remove().getValue();
            assertThat(letter.reason()).isEqualTo(ReasonCode.NOT_FOUND);
            assertThat(letter.attempts()).isEqualTo(3);
            assertThat(letter.imageId()).isEqualTo(image.referenceId());
            assertThat(letter.uri()).isEqualTo(image.reference().uri());
            assertThat(letter.originalValue()).isEqualTo(ContractCodec.toJson(image.reference()));
        }
    }

    @Test
    void partsGoBackAndTheJobHearsHowMany() throws Exception {
        AdmittedReference image = admitted(TestingRecords.reference(0, 1));
        List<ImageReference> parts = DocumentSplit.parts(image, 20, 8);
        try (OneInputStreamOperatorTestHarness<ReferenceOutcome, ImageResult> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new OutcomeRouterFunction())) {
            harness.processElement(new ReferenceOutcome(image, List.of(), null, 1, parts), 0);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.getSideOutput(OutputTags.RESUBMISSIONS))
                    .extracting(StreamRecord::getValue)
                    .containsExactlyElementsOf(parts);
            JobEvent event = harness.getSideOutput(OutputTags.JOB_EVENTS).remove().getValue();
            assertThat(event.kind()).isEqualTo(JobEvent.Kind.SPLIT);
            assertThat(event.parts()).isEqualTo(3);
        }
    }

    @Test
    void framesTellNoJob() throws Exception {
        AdmittedReference frame = admitted(TestingRecords.frame());
        try (OneInputStreamOperatorTestHarness<ReferenceOutcome, ImageResult> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new OutcomeRouterFunction())) {
            harness.processElement(new ReferenceOutcome(frame, List.of(), FAILURE, 1), 0);

            assertThat(harness.getSideOutput(OutputTags.JOB_EVENTS)).isNull();
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS)).hasSize(1);
        }
    }
}
