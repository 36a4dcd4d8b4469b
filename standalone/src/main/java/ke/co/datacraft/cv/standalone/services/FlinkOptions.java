package ke.co.datacraft.cv.standalone.services;

/**
 * Size and addresses of the embedded Flink.
 *
 * @param dashboardPort port of the dashboard; 0 for a free one
 * @param slots task slots, which is the largest parallelism
 * @param checkpointSeconds time between checkpoints
 */
public record FlinkOptions(int dashboardPort, int slots, int checkpointSeconds) {

    private static final int LARGEST_PORT = 65_535;

    /** Checks the ranges. */
    public FlinkOptions {
        if (dashboardPort < 0 || dashboardPort > LARGEST_PORT) {
            throw new ServiceException(
                    "The dashboard's port is " + dashboardPort + ": give 0 (a free one) to 65535");
        }
        if (slots < 1) {
            throw new ServiceException("Flink needs at least one slot, not " + slots);
        }
        if (checkpointSeconds < 1) {
            throw new ServiceException(
                    "The checkpoint interval is " + checkpointSeconds + " s: give at least 1");
        }
    }
}
