package ke.co.datacraft.cv.bridge.job;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.live.JobEvents;
import ke.co.datacraft.cv.bridge.result.BoxFormat;
import ke.co.datacraft.cv.bridge.result.JobDocuments;
import ke.co.datacraft.cv.contracts.JobState;

/** Waits for the results of analyses, for so many at once and so long. */
final class AnalysisWait {

    private static final long LOOK_NANOS = 20_000_000L;

    private final JobEvents events;
    private final JobDocuments documents;
    private final Database database;
    private final Semaphore places;
    private final LongSupplier nanoTime = System::nanoTime;

    /**
     * @param events tell when a job has ended
     * @param documents its results
     * @param database its row
     * @param maxWaiting most waits at once
     */
    AnalysisWait(JobEvents events, JobDocuments documents, Database database, int maxWaiting) {
        this.events = events;
        this.documents = documents;
        this.database = database;
        this.places = new Semaphore(maxWaiting);
    }

    /**
     * The results of a job of one file as a JSON list.
     *
     * @return empty when they did not come in time, or do not fit into one answer
     * @throws ApiError {@link ErrorCode#ANALYSIS_FAILED} when the job failed
     */
    Optional<byte[]> results(String tenant, UUID jobId, Duration longest, BoxFormat boxes) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            long deadline = nanoTime.getAsLong() + longest.toNanos();
            Optional<JobState> end = events.await(tenant, jobId, longest).join();
            if (end.isEmpty()) {
                return Optional.empty();
            }
            return switch (end.get()) {
                case COMPLETED -> completed(tenant, jobId, deadline, boxes);
                case FAILED -> throw failed(tenant, jobId);
                case CANCELLED, PENDING, PROCESSING -> Optional.empty();
            };
        } finally {
            places.release();
        }
    }

    /** Rows of jobs and of images are written by several hands; the latter may come later. */
    private Optional<byte[]> completed(String tenant, UUID jobId, long deadline, BoxFormat boxes) {
        while (!documents.isWhole(tenant, jobId)) {
            if (nanoTime.getAsLong() - deadline > 0) {
                return Optional.empty();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return documents.list(tenant, jobId, boxes);
    }

    private ApiError failed(String tenant, UUID jobId) {
        String message =
                database.read(tenant, connection -> JobTable.find(connection, tenant, jobId, false))
                        .map(JobView::errorMessage)
                        .orElse(null);
        return new ApiError(
                        ErrorCode.ANALYSIS_FAILED,
                        message == null ? "Job " + jobId + " failed" : message)
                .cure("See the dead letters of the job")
                .header("Location", JobView.path(jobId));
    }
}
