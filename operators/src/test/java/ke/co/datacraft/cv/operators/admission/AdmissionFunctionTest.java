package ke.co.datacraft.cv.operators.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.JobPolicy;
import ke.co.datacraft.cv.operators.testing.TestingRecords;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class AdmissionFunctionTest {

    private static final JobPolicy POLICY =
            new JobPolicy(Duration.ofMinutes(30), Duration.ofHours(1));

    private static BroadcastOperatorTestHarness<SourceRecord, JobCommand, AdmittedReference>
            harness() throws Exception {
        return ProcessFunctionTestHarnesses.forBroadcastProcessFunction(
                new AdmissionFunction(POLICY, Pipelines.NONE), StateDescriptors.CANCELLED_JOBS);
    }

    private static SourceRecord record(int number) {
        return TestingRecords.record(number, TestingRecords.reference(number, 3));
    }

    @Test
    void admitsRejectsAndTellsTheJob() throws Exception {
        try (var harness = harness()) {
            harness.processElement(record(0), 0);
            harness.processElement(TestingRecords.record(1, "no json"), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(AdmittedReference::reference)
                    .containsExactly(TestingRecords.reference(0, 3));
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS)).hasSize(1);
            assertThat(harness.getSideOutput(OutputTags.JOB_EVENTS))
                    .extracting(event -> event.getValue().kind())
                    .containsExactly(JobEvent.Kind.ADMITTED, JobEvent.Kind.FAILED);
        }
    }

    @Test
    void skipsReferencesOfACancelledJobUntilItIsRetried() throws Exception {
        try (var harness = harness()) {
            harness.processBroadcastElement(TestingRecords.command(JobCommand.Type.CANCEL), 0);
            harness.processElement(record(0), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS)).isNull();
            assertThat(harness.getSideOutput(OutputTags.JOB_EVENTS)).hasSize(1);

            harness.processBroadcastElement(TestingRecords.command(JobCommand.Type.RETRY), 0);
            harness.processElement(record(0), 0);
            assertThat(harness.extractOutputValues()).hasSize(1);
            assertThat(harness.getBroadcastState(StateDescriptors.CANCELLED_JOBS).entries())
                    .isEmpty();
        }
    }

    @Test
    void cancellationSurvivesARestoreAndIsForgottenAfterTheRetention() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.processBroadcastElement(TestingRecords.command(JobCommand.Type.CANCEL), 0);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = restored(snapshot)) {
            harness.processElement(record(0), 0);
            assertThat(harness.extractOutputValues()).isEmpty();

            harness.setProcessingTime(POLICY.retention().plusMillis(1).toMillis());
            JobCommand other =
                    new JobCommand(
                            1, JobCommand.Type.RETRY, "other", TestingRecords.JOB, null, null);
            harness.processBroadcastElement(other, 0);
            assertThat(harness.getBroadcastState(StateDescriptors.CANCELLED_JOBS).entries())
                    .isEmpty();
        }
    }

    @Test
    void framesHaveNoJob() throws Exception {
        try (OneInputStreamOperatorTestHarness<SourceRecord, AdmittedReference> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new FrameAdmissionFunction(Pipelines.NONE))) {
            ImageReference frame = TestingRecords.frame();
            harness.processElement(TestingRecords.record(0, frame), 0);
            harness.processElement(TestingRecords.record(1, "no json"), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(AdmittedReference::reference)
                    .containsExactly(frame);
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS)).hasSize(1);
            assertThat(harness.getSideOutput(OutputTags.JOB_EVENTS)).isNull();
        }
    }

    @Test
    void commandsAreParsedForBroadcastAndForTheJob() throws Exception {
        JobCommand command = TestingRecords.command(JobCommand.Type.RETRY);
        try (OneInputStreamOperatorTestHarness<SourceRecord, JobCommand> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new CommandParser())) {
            harness.processElement(TestingRecords.record(0, command), 0);
            for (String bad :
                    List.of(
                            "",
                            "{}",
                            "{\"schema_version\":1}",
                            "{\"schema_version\":1,\"command\":\"EXPLODE\"}")) {
                harness.processElement(TestingRecords.record(1, bad), 0);
            }

            assertThat(harness.extractOutputValues()).containsExactly(command);
            assertThat(harness.getSideOutput(OutputTags.JOB_EVENTS))
                    .extracting(event -> event.getValue().command())
                    .containsExactly(command);
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS)).hasSize(4);
        }
    }

    private static BroadcastOperatorTestHarness<SourceRecord, JobCommand, AdmittedReference>
            restored(OperatorSubtaskState snapshot) throws Exception {
        var operator =
                new org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator<>(
                        new AdmissionFunction(POLICY, Pipelines.NONE),
                        List.of(StateDescriptors.CANCELLED_JOBS));
        BroadcastOperatorTestHarness<SourceRecord, JobCommand, AdmittedReference> harness =
                new BroadcastOperatorTestHarness<>(operator, 1, 1, 0);
        harness.initializeState(snapshot);
        harness.open();
        return harness;
    }
}
