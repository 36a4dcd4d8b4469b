package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * Rules for jobs.
 *
 * @param timeout time from a job's first reference to its end; then it fails
 * @param retention how long the stream remembers a job that ended, for retries and late duplicates
 */
public record JobPolicy(Duration timeout, Duration retention) implements Serializable {}
