package ke.co.datacraft.cv.jobs.postgres;

import java.time.Duration;

/**
 * PostgreSQL and how rows go there.
 *
 * @param address where it is and who connects
 * @param batchSize rows of one table sent at once, at least 1
 * @param linger longest time that a row waits for its batch
 * @param maxRetries tries of a failed batch before the job restarts
 */
public record DatabaseSettings(
        DatabaseAddress address, int batchSize, Duration linger, int maxRetries) {}
