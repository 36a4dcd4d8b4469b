package ke.co.datacraft.cv.operators.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.JobEvent.Kind;
import ke.co.datacraft.cv.operators.settings.JobPolicy;
import ke.co.datacraft.cv.operators.testing.TestingRecords;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every test ends by letting the retention pass: then no state and no timer may be left. */
class JobProgressFunctionTest {

    private static final JobPolicy POLICY =
            new JobPolicy(Duration.ofMinutes(30), Duration.ofHours(1));
    private static final long START = 1_000_000;

    private KeyedOneInputStreamOperatorTestHarness<String, JobEvent, JobStatus> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
        harness.setProcessingTime(START);
    }

    @AfterEach
    void nothingIsLeftInTheEnd() throws Exception {
        harness.setProcessingTime(START + Duration.ofHours(5).toMillis());
        harness.setProcessingTime(START + Duration.ofHours(10).toMillis());
        assertThat(harness.numKeyedStateEntries()).as("state").isZero();
        assertThat(harness.numProcessingTimeTimers()).as("timers").isZero();
        harness.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, JobEvent, JobStatus> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new JobProgressFunction(POLICY)),
                JobEvent::key,
                Types.STRING);
    }

    private void take(JobEvent event) throws Exception {
        harness.processElement(event, 0);
    }

    private void take(Kind kind, int number, int total, long offset) throws Exception {
        take(TestingRecords.event(kind, TestingRecords.reference(number, total), offset));
    }

    private void command(JobCommand.Type type, long offset) throws Exception {
        take(TestingRecords.commandEvent(type, offset));
    }

    private List<JobStatus> statuses() {
        return harness.extractOutputValues();
    }

    private JobStatus last() {
        return statuses().get(statuses().size() - 1);
    }

    private <T> List<T> side(OutputTag<T> tag) {
        var output = harness.getSideOutput(tag);
        return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
    }

    @Test
    void tellsEachChangeOfState() throws Exception {
        take(Kind.ADMITTED, 0, 2, 0);
        take(Kind.ADMITTED, 1, 2, 1);
        take(Kind.SUCCEEDED, 0, 2, 0);
        take(Kind.FAILED, 1, 2, 1);

        assertThat(statuses())
                .extracting(JobStatus::state)
                .containsExactly(JobState.PROCESSING, JobState.PROCESSING, JobState.FAILED);
        assertThat(statuses()).extracting(JobStatus::updatedAt).isSorted().doesNotHaveDuplicates();
        assertThat(last().progressPercentage()).isEqualTo(100);
    }

    @Test
    void aSplitDocumentMovesPartByPart() throws Exception {
        ImageReference document = TestingRecords.reference(0, 1);
        take(Kind.ADMITTED, 0, 1, 0);
        take(TestingRecords.split(document, 4, 0));
        for (int i = 0; i < 4; i++) {
            take(TestingRecords.part(Kind.ADMITTED, document, i, 0, 10 + i));
            take(TestingRecords.part(Kind.SUCCEEDED, document, i, 0, 10 + i));
        }

        assertThat(statuses())
                .extracting(JobStatus::progressPercentage)
                .containsExactly(0.0, 25.0, 50.0, 75.0, 100.0);
        assertThat(last().state()).isEqualTo(JobState.COMPLETED);
        assertThat(last().total()).isEqualTo(4);
        assertThat(last().completed()).isEqualTo(4);
    }

    @Test
    void aSplitThatIsRepeatedAfterACrashChangesNothing() throws Exception {
        ImageReference document = TestingRecords.reference(0, 1);
        take(Kind.ADMITTED, 0, 1, 0);
        take(TestingRecords.split(document, 2, 0));
        take(TestingRecords.part(Kind.ADMITTED, document, 0, 0, 10));
        take(TestingRecords.part(Kind.SUCCEEDED, document, 0, 0, 10));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        harness.setProcessingTime(START);

        take(TestingRecords.split(document, 2, 0));
        take(TestingRecords.part(Kind.ADMITTED, document, 0, 0, 12));
        take(TestingRecords.part(Kind.SUCCEEDED, document, 0, 0, 12));
        take(TestingRecords.part(Kind.ADMITTED, document, 1, 0, 11));
        take(TestingRecords.part(Kind.SUCCEEDED, document, 1, 0, 13));

        assertThat(last().state()).isEqualTo(JobState.COMPLETED);
        assertThat(last().total()).isEqualTo(2);
        assertThat(last().completed()).isEqualTo(2);
    }

    @Test
    void aPartThatIsSplitAgainCountsByItsPages() throws Exception {
        ImageReference document = TestingRecords.reference(0, 1);
        JobEvent part = TestingRecords.part(Kind.SPLIT, document, 0, 0, 10);
        take(Kind.ADMITTED, 0, 1, 0);
        take(TestingRecords.split(document, 2, 0));
        take(TestingRecords.part(Kind.SUCCEEDED, document, 1, 0, 11));
        for (int repeated = 0; repeated < 2; repeated++) {
            take(
                    new JobEvent(
                            Kind.SPLIT,
                            part.tenantId(),
                            part.jobId(),
                            part.referenceId(),
                            part.reference(),
                            null,
                            null,
                            part.origin(),
                            part.at(),
                            8));
        }
        harness.setProcessingTime(START + 1000);
        assertThat(last().state()).isEqualTo(JobState.PROCESSING);
        assertThat(last().total()).isEqualTo(9);
        for (int page = 0; page < 8; page++) {
            take(TestingRecords.part(Kind.SUCCEEDED, document, 10 + page, 0, 20 + page));
        }

        assertThat(last().state()).isEqualTo(JobState.COMPLETED);
        assertThat(last().completed()).isEqualTo(9);
    }

    @Test
    void aRetryRunsOnlyThePartsThatFailed() throws Exception {
        ImageReference document = TestingRecords.reference(0, 1);
        take(Kind.ADMITTED, 0, 1, 0);
        take(TestingRecords.split(document, 2, 0));
        take(TestingRecords.part(Kind.FAILED, document, 0, 0, 10));
        take(TestingRecords.part(Kind.SUCCEEDED, document, 1, 0, 11));
        assertThat(last().state()).isEqualTo(JobState.FAILED);
        assertThat(last().failed()).isEqualTo(1);

        command(JobCommand.Type.RETRY, 0);

        List<ImageReference> again = side(OutputTags.RESUBMISSIONS);
        assertThat(again).hasSize(1);
        assertThat(again.get(0).page()).isZero();
        assertThat(again.get(0).part().pages()).isEqualTo(8);
        assertThat(again.get(0).attempt()).isEqualTo(1);
        take(TestingRecords.part(Kind.SUCCEEDED, document.withAttempt(1), 0, 0, 20));
        assertThat(last().state()).isEqualTo(JobState.COMPLETED);
        assertThat(last().completed()).isEqualTo(2);
    }

    @Test
    void manyReferencesMakeFewLines() throws Exception {
        for (int i = 0; i < 2000; i++) {
            take(Kind.ADMITTED, i, 2000, i);
        }
        for (int i = 0; i < 2000; i++) {
            take(Kind.SUCCEEDED, i, 2000, i);
        }
        assertThat(statuses()).hasSizeBetween(50, 110);
        assertThat(last().state()).isEqualTo(JobState.COMPLETED);
        assertThat(last().completed()).isEqualTo(2000);
        assertThat(harness.numProcessingTimeTimers()).as("retention only").isEqualTo(1);
    }

    @Test
    void smallStepsAreToldWithinASecond() throws Exception {
        take(Kind.SUCCEEDED, 0, 1000, 0);
        take(Kind.SUCCEEDED, 1, 1000, 1);
        assertThat(statuses()).hasSize(1);
        harness.setProcessingTime(START + 1000);
        assertThat(statuses()).hasSize(2);
        assertThat(last().completed()).isEqualTo(2);
        harness.setProcessingTime(START + 5000);
        assertThat(statuses()).as("nothing new").hasSize(2);
    }

    @Test
    void timesOutAfterItsFirstReference() throws Exception {
        take(Kind.SUCCEEDED, 0, 3, 0);
        harness.setProcessingTime(START + POLICY.timeout().toMillis() - 1);
        assertThat(last().state()).isEqualTo(JobState.PROCESSING);
        harness.setProcessingTime(START + POLICY.timeout().toMillis());
        assertThat(last().state()).isEqualTo(JobState.FAILED);
        assertThat(last().errorMessage()).contains("1 of 3 references done");

        take(Kind.SUCCEEDED, 1, 3, 1);
        harness.setProcessingTime(START + POLICY.timeout().toMillis() + 1000);
        assertThat(last().state()).isEqualTo(JobState.FAILED);
        assertThat(last().completed()).as("a late result still counts").isEqualTo(2);
    }

    @Test
    void statusTimerThatFallsOnTheTimeOutDoesNotTakeItAlong() throws Exception {
        take(Kind.SUCCEEDED, 0, 1000, 0);
        harness.setProcessingTime(START + POLICY.timeout().toMillis() - 1000);
        take(Kind.SUCCEEDED, 1, 1000, 1);
        for (int i = 2; statuses().size() < 2; i++) {
            take(Kind.SUCCEEDED, i, 1000, i);
        }
        harness.setProcessingTime(START + POLICY.timeout().toMillis());
        assertThat(last().state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void cancelEndsTheJobAndSilencesIt() throws Exception {
        take(Kind.ADMITTED, 0, 2, 0);
        command(JobCommand.Type.CANCEL, 0);
        assertThat(last().state()).isEqualTo(JobState.CANCELLED);
        int told = statuses().size();
        take(Kind.SUCCEEDED, 0, 2, 0);
        command(JobCommand.Type.CANCEL, 1);
        harness.setProcessingTime(START + 5000);
        assertThat(statuses()).hasSize(told);

        command(JobCommand.Type.RETRY, 2);
        assertThat(side(OutputTags.DEAD_LETTERS))
                .extracting(DeadLetter::reason)
                .containsExactly(ReasonCode.RETRY_REFUSED);
    }

    @Test
    void cancelMayOvertakeTheJob() throws Exception {
        command(JobCommand.Type.CANCEL, 0);
        assertThat(statuses()).as("nothing is known to tell").isEmpty();
        take(Kind.ADMITTED, 0, 2, 0);
        assertThat(last().state()).isEqualTo(JobState.CANCELLED);
        assertThat(last().name()).isEqualTo("Night shift");
        assertThat(last().total()).isEqualTo(2);
    }

    @Test
    void retryRunsOnlyWhatFailed() throws Exception {
        ImageReference failed = TestingRecords.reference(1, 3);
        take(Kind.SUCCEEDED, 0, 3, 0);
        take(Kind.FAILED, 1, 3, 1);
        take(Kind.SUCCEEDED, 2, 3, 2);
        assertThat(last().state()).isEqualTo(JobState.FAILED);

        command(JobCommand.Type.RETRY, 0);
        assertThat(side(OutputTags.RESUBMISSIONS)).containsExactly(failed.withAttempt(1));
        assertThat(last().state()).isEqualTo(JobState.PROCESSING);
        assertThat(last().retryCount()).isEqualTo(1);
        assertThat(last().completed()).isEqualTo(2);
        assertThat(last().failed()).isZero();
        assertThat(last().errorMessage()).isNull();
        assertThat(last().completedAt()).isNull();

        take(Kind.FAILED, 1, 3, 1);
        assertThat(last().state()).as("news of the earlier attempt").isEqualTo(JobState.PROCESSING);
        take(TestingRecords.event(Kind.ADMITTED, failed.withAttempt(1), 7));
        take(TestingRecords.event(Kind.SUCCEEDED, failed.withAttempt(1), 7));
        assertThat(last().state()).isEqualTo(JobState.COMPLETED);
        assertThat(last().completed()).isEqualTo(3);
    }

    @Test
    void retriesAreCountedAgainstTheirMaximum() throws Exception {
        ImageReference reference = TestingRecords.reference(0, 1);
        for (int attempt = 0; attempt < 3; attempt++) {
            take(TestingRecords.event(Kind.FAILED, reference.withAttempt(attempt), attempt));
            assertThat(last().state()).isEqualTo(JobState.FAILED);
            command(JobCommand.Type.RETRY, attempt);
        }
        assertThat(side(OutputTags.RESUBMISSIONS)).hasSize(2);
        assertThat(side(OutputTags.DEAD_LETTERS))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo(ReasonCode.RETRY_REFUSED);
                            assertThat(letter.message()).contains("retried 2 of 2 times");
                            assertThat(letter.origin().topic()).isEqualTo("cv.commands");
                        });
    }

    @Test
    void retryAfterATimeOutRunsWhatWasNotDone() throws Exception {
        take(Kind.SUCCEEDED, 0, 3, 0);
        take(Kind.ADMITTED, 1, 3, 1);
        harness.setProcessingTime(START + POLICY.timeout().toMillis());
        command(JobCommand.Type.RETRY, 0);
        assertThat(side(OutputTags.RESUBMISSIONS))
                .containsExactly(TestingRecords.reference(1, 3).withAttempt(1));
        take(
                TestingRecords.event(
                        Kind.SUCCEEDED, TestingRecords.reference(1, 3).withAttempt(1), 8));
        assertThat(last().state()).as("the third was never seen").isEqualTo(JobState.PROCESSING);
        take(Kind.SUCCEEDED, 2, 3, 2);
        assertThat(last().state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void retryIsRefusedWhereItCannotHelp() throws Exception {
        command(JobCommand.Type.RETRY, 0);
        take(Kind.SUCCEEDED, 0, 1, 0);
        command(JobCommand.Type.RETRY, 1);
        assertThat(side(OutputTags.DEAD_LETTERS))
                .extracting(DeadLetter::reason)
                .containsExactly(ReasonCode.UNKNOWN_JOB, ReasonCode.RETRY_REFUSED);
        assertThat(side(OutputTags.DEAD_LETTERS).get(1).message()).contains("is COMPLETED");
    }

    @Test
    void unreadableReferenceCannotBeRetried() throws Exception {
        take(TestingRecords.unreadable(0));
        take(Kind.SUCCEEDED, 1, 2, 1);
        harness.setProcessingTime(START + 1000);
        assertThat(last().state()).isEqualTo(JobState.FAILED);
        assertThat(last().total()).isEqualTo(2);
        assertThat(last().completed()).isEqualTo(1);

        command(JobCommand.Type.RETRY, 0);
        assertThat(side(OutputTags.DEAD_LETTERS))
                .singleElement()
                .satisfies(letter -> assertThat(letter.message()).contains("correct them"));
    }

    @Test
    void goesOnAfterARestore() throws Exception {
        take(Kind.ADMITTED, 0, 2, 0);
        take(Kind.SUCCEEDED, 1, 2, 1);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        harness.setProcessingTime(START + 10);
        take(Kind.SUCCEEDED, 1, 2, 1);
        assertThat(statuses()).as("known from before").isEmpty();
        take(Kind.SUCCEEDED, 0, 2, 0);
        assertThat(last().state()).isEqualTo(JobState.COMPLETED);
        assertThat(last().completed()).isEqualTo(2);
    }

    @Test
    void restoredTimeOutStillStrikes() throws Exception {
        take(Kind.ADMITTED, 0, 2, 0);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        harness.setProcessingTime(START + POLICY.timeout().toMillis());
        assertThat(last().state()).isEqualTo(JobState.FAILED);
    }
}
