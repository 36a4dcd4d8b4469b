package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How many models one TaskManager process keeps.
 *
 * @param maxLoaded models kept loaded; the one unused for longest leaves first, and one that is in
 *     use or active never
 * @param idleTime how long a model that nobody uses is kept
 * @param shadowInFlight trials of shadow versions that one subtask has under way; more are skipped
 */
public record ModelLimits(int maxLoaded, Duration idleTime, int shadowInFlight)
        implements Serializable {}
