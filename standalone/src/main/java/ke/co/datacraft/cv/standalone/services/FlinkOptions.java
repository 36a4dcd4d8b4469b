package ke.co.datacraft.cv.standalone.services;

/**
 * Size and addresses of the embedded Flink.
 *
 * @param dashboardPort port of the dashboard; 0 for a free one
 * @param slots task slots of each job, which is its largest parallelism
 * @param checkpointSeconds time between checkpoints
 * @param jobs jobs for which there are slots
 */
public record FlinkOptions(int dashboardPort, int slots, int checkpointSeconds, int jobs) {

    private static final int LARGEST_PORT = 65_535;

    /** Slots for one job. */
    public FlinkOptions(int dashboardPort, int slots, int checkpointSeconds) {
        this(dashboardPort, slots, checkpointSeconds, 1);
    }

    /** The same with slots for so many jobs. */
    public FlinkOptions withJobs(int count) {
        return new FlinkOptions(dashboardPort, slots, checkpointSeconds, count);
    }

    /** Checks the ranges. */
    public FlinkOptions {
        if (dashboardPort < 0 || dashboardPort > LARGEST_PORT) {
            throw new ServiceException(
                    "The dashboard's port is " + dashboardPort + ": give 0 (a free one) to 65535");
        }
        if (slots < 1) {
            throw new ServiceException("Flink needs at least one slot, not " + slots);
        }
        if (jobs < 1) {
            throw new ServiceException("Flink needs slots for at least one job, not " + jobs);
        }
        if (checkpointSeconds < 1) {
            throw new ServiceException(
                    "The checkpoint interval is " + checkpointSeconds + " s: give at least 1");
        }
    }
}
