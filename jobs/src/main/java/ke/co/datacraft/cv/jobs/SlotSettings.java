package ke.co.datacraft.cv.jobs;

/**
 * What the job books of each slot. Flink then cuts slots of these sizes out of a TaskManager.
 *
 * @param visionSlotsPerGpu slots of the vision operators that share one GPU; 0 books nothing at all
 *     and leaves Flink its slots of equal size
 * @param cpuCores processors of each slot
 * @param heapMegabytes heap of each slot, in MiB
 * @param managedMegabytes memory for state of each slot without a GPU, in MiB
 */
public record SlotSettings(
        int visionSlotsPerGpu, double cpuCores, int heapMegabytes, int managedMegabytes) {

    /** Whether slots of the vision operators book a share of a GPU. */
    public boolean hasGpu() {
        return visionSlotsPerGpu > 0;
    }
}
