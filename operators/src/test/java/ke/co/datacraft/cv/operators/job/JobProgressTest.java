package ke.co.datacraft.cv.operators.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.JobEvent.Kind;
import ke.co.datacraft.cv.operators.testing.TestingRecords;
import org.junit.jupiter.api.Test;

class JobProgressTest {

    private final TestingJob job = new TestingJob();

    private static JobEvent event(Kind kind, int number, int total, long offset) {
        return TestingRecords.event(kind, TestingRecords.reference(number, total), offset);
    }

    @Test
    void goesFromPendingThroughProcessingToCompleted() {
        assertThat(job.progress().state()).isEqualTo(JobState.PENDING);
        job.take(event(Kind.ADMITTED, 0, 2, 0));
        assertThat(job.progress().state()).isEqualTo(JobState.PROCESSING);
        job.take(event(Kind.SUCCEEDED, 0, 2, 0));
        assertThat(job.progress().percentage()).isEqualTo(50);
        job.take(event(Kind.SUCCEEDED, 1, 2, 1));

        JobStatus status = job.status();
        assertThat(status.state()).isEqualTo(JobState.COMPLETED);
        assertThat(status.completed()).isEqualTo(2);
        assertThat(status.progressPercentage()).isEqualTo(100);
        assertThat(status.errorMessage()).isNull();
        assertThat(status.name()).isEqualTo("Night shift");
        assertThat(status.processingType()).isEqualTo("ocr,quality");
        assertThat(status.startedAt()).isEqualTo(TestingRecords.CREATED);
        assertThat(status.completedAt()).isNotNull();
    }

    @Test
    void oneFailureFailsTheJobOnceAllHaveEnded() {
        job.take(event(Kind.FAILED, 0, 3, 0));
        assertThat(job.progress().state()).isEqualTo(JobState.PROCESSING);
        job.take(event(Kind.SUCCEEDED, 1, 3, 1), event(Kind.SUCCEEDED, 2, 3, 2));

        JobStatus status = job.status();
        assertThat(status.state()).isEqualTo(JobState.FAILED);
        assertThat(status.errorMessage())
                .isEqualTo("1 of 3 references failed: nothing at file:/images/0.jpg");
        assertThat(status.completed()).isEqualTo(2);
        assertThat(status.failed()).isEqualTo(1);
        assertThat(status.progressPercentage()).isEqualTo(100);
    }

    @Test
    void repeatedNewsChangesNothing() {
        JobEvent done = event(Kind.SUCCEEDED, 0, 2, 0);
        job.take(done, done, event(Kind.ADMITTED, 0, 2, 0), done);
        assertThat(job.progress().counts()).isEqualTo(new JobCounts(1, 1, 1, 0));
        assertThat(job.progress().state()).isEqualTo(JobState.PROCESSING);
    }

    @Test
    void twoRecordsWithTheSameReferenceMakeUpTheTotal() {
        List<JobEvent> events =
                List.of(
                        event(Kind.ADMITTED, 0, 2, 0),
                        event(Kind.ADMITTED, 0, 2, 1),
                        event(Kind.SUCCEEDED, 0, 2, 0),
                        event(Kind.SUCCEEDED, 0, 2, 1));
        for (List<Integer> order :
                List.of(List.of(0, 1, 2, 3), List.of(3, 2, 1, 0), List.of(0, 2, 1, 3))) {
            TestingJob fresh = new TestingJob();
            order.subList(0, 3).forEach(i -> fresh.take(events.get(i)));
            boolean bothSettled = order.subList(0, 3).containsAll(List.of(2, 3));
            assertThat(fresh.progress().state())
                    .isEqualTo(bothSettled ? JobState.COMPLETED : JobState.PROCESSING);
            fresh.take(events.get(order.get(3)));
            assertThat(fresh.progress().state()).isEqualTo(JobState.COMPLETED);
            assertThat(fresh.status().completed()).isEqualTo(2);
        }
    }

    @Test
    void numberedReferenceCountsOnceHoweverOftenItIsWritten() {
        job.take(
                numbered(Kind.ADMITTED, 0, 0),
                numbered(Kind.ADMITTED, 0, 1),
                numbered(Kind.SUCCEEDED, 0, 0),
                numbered(Kind.SUCCEEDED, 0, 1));
        assertThat(job.progress().state()).isEqualTo(JobState.PROCESSING);
        assertThat(job.progress().percentage()).isEqualTo(50);

        job.take(numbered(Kind.FAILED, 1, 2), numbered(Kind.FAILED, 1, 3));
        assertThat(job.status().state()).isEqualTo(JobState.FAILED);
        assertThat(job.status().completed()).isEqualTo(1);
        assertThat(job.status().failed()).isEqualTo(1);
    }

    @Test
    void sameReferenceWithTwoNumbersCountsTwiceAlsoAfterARetry() {
        job.take(sameUri(Kind.FAILED, 0, 0, 0), sameUri(Kind.FAILED, 1, 0, 1));
        assertThat(job.progress().state()).isEqualTo(JobState.FAILED);
        RetryPlan plan = job.retry();
        assertThat(plan.resubmissions()).hasSize(2);

        job.take(sameUri(Kind.SUCCEEDED, 0, 1, 7));
        assertThat(job.progress().state()).isEqualTo(JobState.PROCESSING);
        job.take(sameUri(Kind.SUCCEEDED, 0, 1, 8));
        assertThat(job.progress().state()).isEqualTo(JobState.COMPLETED);
    }

    private static JobEvent numbered(Kind kind, int number, long offset) {
        return TestingRecords.event(kind, TestingRecords.numbered(number, number, 2), offset);
    }

    private static JobEvent sameUri(Kind kind, int index, int attempt, long offset) {
        return TestingRecords.event(
                kind, TestingRecords.numbered(0, index, 2).withAttempt(attempt), offset);
    }

    @Test
    void replayedRecordDoesNotEndAJobWithWorkLeft() {
        job.take(
                event(Kind.ADMITTED, 0, 2, 0),
                event(Kind.ADMITTED, 1, 2, 1),
                event(Kind.SUCCEEDED, 0, 2, 0),
                event(Kind.SUCCEEDED, 0, 2, 9));
        assertThat(job.progress().state()).isEqualTo(JobState.PROCESSING);
        job.take(event(Kind.SUCCEEDED, 1, 2, 1));
        assertThat(job.status().state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.status().completed()).isEqualTo(2);
    }

    @Test
    void unreadableRecordOfAnUnknownJobFailsItAtOnce() {
        job.take(TestingRecords.unreadable(0));
        JobStatus status = job.status();
        assertThat(status.state()).isEqualTo(JobState.FAILED);
        assertThat(status.errorMessage()).isEqualTo("A reference could not be read: Not JSON");
        assertThat(status.name()).contains(TestingRecords.JOB.toString());
        assertThat(status.createdBy()).isNotBlank();
        assertThat(status.inputFilePath()).isNotBlank();

        job.take(event(Kind.SUCCEEDED, 1, 2, 1));
        assertThat(job.status().errorMessage()).isEqualTo("1 of 2 references failed: Not JSON");
        assertThat(job.status().completed()).isEqualTo(1);
    }

    @Test
    void timeOutSaysHowFarItCame() {
        job.take(event(Kind.SUCCEEDED, 0, 10, 0));
        job.set(job.progress().timedOut(Duration.ofMinutes(30), 99));
        assertThat(job.status().state()).isEqualTo(JobState.FAILED);
        assertThat(job.status().errorMessage())
                .startsWith("Timed out after 30 minutes with 1 of 10 references done")
                .contains("CV_JOB_TIMEOUT_MINUTES");
        assertThat(job.status().progressPercentage()).isEqualTo(10);
    }

    @Test
    void cancelledStaysCancelled() {
        job.take(event(Kind.ADMITTED, 0, 1, 0));
        job.set(job.progress().cancelled("ann", 7));
        job.take(event(Kind.SUCCEEDED, 0, 1, 0));
        assertThat(job.status().state()).isEqualTo(JobState.CANCELLED);
        assertThat(job.status().errorMessage()).isEqualTo("Cancelled by ann");
        assertThat(job.progress().retryRefusal()).contains("is CANCELLED").contains("submit");
    }

    @Test
    void endedJobIsNotCancelled() {
        job.take(event(Kind.SUCCEEDED, 0, 1, 0));
        assertThat(job.progress().cancelled("ann", 7)).isSameAs(job.progress());
    }
}
