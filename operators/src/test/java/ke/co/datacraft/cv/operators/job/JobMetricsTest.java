package ke.co.datacraft.cv.operators.job;

import static org.assertj.core.api.Assertions.assertThat;

import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.JobEvent.Kind;
import ke.co.datacraft.cv.operators.testing.TestingMetricGroup;
import ke.co.datacraft.cv.operators.testing.TestingRecords;
import org.junit.jupiter.api.Test;

class JobMetricsTest {

    private final TestingMetricGroup group = new TestingMetricGroup();
    private final JobMetrics metrics = new JobMetrics(group, 4);

    private void move(TestingJob job, JobProgress next) {
        metrics.moved(job.progress(), next);
        job.set(next);
    }

    private void take(TestingJob job, Kind kind, int total) {
        JobEvent event = TestingRecords.event(kind, TestingRecords.reference(0, total), 0);
        JobProgress before = job.progress();
        job.take(event);
        metrics.moved(before, job.progress());
    }

    private long jobs(String name) {
        return group.value("cv_processing_jobs_" + name + "{task=ocr,quality}");
    }

    @Test
    void countsFromWhatWasRestored() {
        assertThat(group.value("cv_active_jobs{}")).isEqualTo(4);
        TestingJob job = new TestingJob();
        take(job, Kind.ADMITTED, 1);
        take(job, Kind.ADMITTED, 1);
        assertThat(group.value("cv_active_jobs{}")).isEqualTo(5);
        assertThat(jobs("total")).as("not ended").isEqualTo(-1);
        take(job, Kind.SUCCEEDED, 1);
        assertThat(group.value("cv_active_jobs{}")).isEqualTo(4);
        assertThat(metrics.active()).isEqualTo(4);
    }

    @Test
    void everyEndIsCountedOnceAndUnderItsKind() {
        TestingJob completed = new TestingJob();
        take(completed, Kind.SUCCEEDED, 1);
        take(completed, Kind.SUCCEEDED, 1);
        assertThat(jobs("total")).isEqualTo(1);
        assertThat(jobs("success_total")).isEqualTo(1);
        assertThat(jobs("error_total")).as("there from the beginning").isZero();

        TestingJob failed = new TestingJob();
        take(failed, Kind.FAILED, 1);
        TestingJob cancelled = new TestingJob();
        take(cancelled, Kind.ADMITTED, 2);
        move(cancelled, cancelled.progress().cancelled(null, 1));
        assertThat(jobs("total")).isEqualTo(3);
        assertThat(jobs("success_total")).isEqualTo(1);
        assertThat(jobs("error_total")).isEqualTo(1);
    }

    @Test
    void cancellationOfAJobThatNeverCameIsNoJob() {
        TestingJob unknown = new TestingJob();
        move(unknown, unknown.progress().cancelled(null, 1));
        assertThat(group.value("cv_processing_jobs_total{task=unknown}")).isEqualTo(-1);
        assertThat(group.value("cv_active_jobs{}")).isEqualTo(4);
    }
}
