package ke.co.datacraft.cv.operators.sink;

import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.JobStatus;

/** Jobs and dead letters as rows of the tables in {@code 001_initial_schema.sql}. */
public final class JobRows {

    private JobRows() {}

    /** The job as it stands. */
    public static JobRow job(JobStatus status) {
        return new JobRow(
                status.jobId(),
                ColumnText.clean(status.name(), 255, "unnamed"),
                ColumnText.clean(status.processingType(), 50, "unknown"),
                ColumnText.clean(status.contentType(), 50, "image"),
                status.state().name(),
                status.progressPercentage(),
                ColumnText.clean(status.inputFilePath(), Integer.MAX_VALUE, "unknown"),
                ColumnText.clean(status.errorMessage()),
                status.retryCount(),
                status.maxRetries(),
                status.priority(),
                ColumnText.clean(status.tenantId(), 100),
                ColumnText.clean(status.createdBy(), 100, "unknown"),
                ColumnValues.time(status.createdAt()),
                ColumnValues.time(status.startedAt()),
                ColumnValues.time(status.completedAt()),
                ColumnValues.time(status.updatedAt()),
                status.total(),
                status.completed(),
                status.failed());
    }

    /** The letter without the original, which stays on its topic. */
    public static DeadLetterRow deadLetter(DeadLetter letter) {
        return new DeadLetterRow(
                letter.id(),
                ColumnText.clean(letter.tenantId(), Integer.MAX_VALUE, ""),
                letter.jobId(),
                ColumnText.clean(letter.sourceId()),
                letter.imageId(),
                ColumnText.clean(letter.uri()),
                letter.reason().name(),
                ColumnText.clean(letter.message(), Integer.MAX_VALUE, ""),
                letter.attempts(),
                ColumnText.clean(letter.origin().topic(), 255),
                letter.origin().partition(),
                letter.origin().offset(),
                ColumnValues.time(letter.failedAt()));
    }
}
