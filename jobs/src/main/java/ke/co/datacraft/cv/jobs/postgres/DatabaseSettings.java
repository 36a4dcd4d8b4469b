package ke.co.datacraft.cv.jobs.postgres;

import java.time.Duration;
import ke.co.datacraft.cv.operators.sink.ResultDocuments;

/**
 * PostgreSQL and how rows go there.
 *
 * @param address where it is and who connects
 * @param batchSize rows of one table sent at once, at least 1
 * @param linger longest time that a row waits for its batch
 * @param maxRetries tries of a failed batch before the job restarts
 * @param documents which results are kept whole
 */
public record DatabaseSettings(
        DatabaseAddress address,
        int batchSize,
        Duration linger,
        int maxRetries,
        ResultDocuments documents) {}
