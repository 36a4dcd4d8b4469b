package ke.co.datacraft.cv.inference.batch;

/**
 * What a batcher has done since it was made.
 *
 * @param queued requests that wait now
 * @param batches runs
 * @param requests requests that were in a run
 * @param expired requests that were given up because they had waited too long
 * @param heldUp callers that were made to wait because the queue was full
 */
public record BatchingStatistics(
        int queued, long batches, long requests, long expired, long heldUp) {

    /** Nothing yet. */
    public static final BatchingStatistics NONE = new BatchingStatistics(0, 0, 0, 0, 0);

    /** Both together. */
    public BatchingStatistics plus(BatchingStatistics other) {
        return new BatchingStatistics(
                queued + other.queued,
                batches + other.batches,
                requests + other.requests,
                expired + other.expired,
                heldUp + other.heldUp);
    }
}
