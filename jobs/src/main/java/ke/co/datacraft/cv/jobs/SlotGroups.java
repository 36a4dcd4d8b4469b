package ke.co.datacraft.cv.jobs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import ke.co.datacraft.cv.operators.vision.VisionFunction;
import org.apache.flink.api.common.operators.SlotSharingGroup;
import org.apache.flink.configuration.ExternalResourceOptions;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraphGenerator;

/**
 * Who shares slots with whom: the vision operators of both lanes one group with a share of a GPU,
 * everything else a group without. Without GPUs to book, all share.
 */
public final class SlotGroups {

    /** Group of the vision operators and of the router that is chained to each. */
    static final String VISION = "vision";

    private static final int SHARE_DIGITS = 4;

    private final SlotSettings settings;

    private SlotGroups(SlotSettings settings) {
        this.settings = settings;
    }

    /** All operators in slots of equal size, as Flink does it by itself. */
    public static SlotGroups shared() {
        return new SlotGroups(new SlotSettings(0, 0, 0, 0));
    }

    /**
     * The groups of a job, made known to Flink.
     *
     * @throws SettingsException naming {@code CV_GPU_SLOTS} when it asks for GPUs and Flink's
     *     configuration has none: the job would only wait for slots until it fails
     */
    static SlotGroups register(StreamExecutionEnvironment environment, SlotSettings settings) {
        SlotGroups groups = new SlotGroups(settings);
        if (settings.hasGpu()) {
            requireResource(environment, settings);
            // Every group has a profile: a slot without one would take an even part of the GPUs.
            environment.registerSlotSharingGroup(groups.rest());
            environment.registerSlotSharingGroup(groups.vision());
        }
        return groups;
    }

    private static void requireResource(
            StreamExecutionEnvironment environment, SlotSettings settings) {
        List<String> resources =
                environment
                        .getConfiguration()
                        .getOptional(ExternalResourceOptions.EXTERNAL_RESOURCE_LIST)
                        .orElse(List.of());
        if (!resources.contains(VisionFunction.GPU)) {
            throw SettingsReader.wrong(
                    VisionOptions.GPU_SLOTS,
                    Integer.toString(settings.visionSlotsPerGpu()),
                    "Flink's configuration has no external resource '"
                            + VisionFunction.GPU
                            + "'; set external-resources and external-resource.gpu.amount as"
                            + " docs/gpu.md says, or give 0");
        }
    }

    private SlotSharingGroup vision() {
        // Rounded down, so that the shares of one GPU never add up to more than it.
        double share =
                BigDecimal.ONE
                        .divide(
                                BigDecimal.valueOf(settings.visionSlotsPerGpu()),
                                SHARE_DIGITS,
                                RoundingMode.FLOOR)
                        .doubleValue();
        return sized(VISION).setExternalResource(VisionFunction.GPU, share).build();
    }

    private SlotSharingGroup rest() {
        return sized(StreamGraphGenerator.DEFAULT_SLOT_SHARING_GROUP)
                .setManagedMemoryMB(settings.managedMegabytes())
                .build();
    }

    private SlotSharingGroup.Builder sized(String name) {
        return SlotSharingGroup.newBuilder(name)
                .setCpuCores(settings.cpuCores())
                .setTaskHeapMemoryMB(settings.heapMegabytes());
    }

    /** Puts an operator, and those that follow it alone, into slots with a GPU. */
    <T> SingleOutputStreamOperator<T> withGpu(SingleOutputStreamOperator<T> operator) {
        return settings.hasGpu() ? operator.slotSharingGroup(VISION) : operator;
    }

    /** Puts an operator behind those with a GPU back into slots without. */
    <T> SingleOutputStreamOperator<T> withoutGpu(SingleOutputStreamOperator<T> operator) {
        return settings.hasGpu()
                ? operator.slotSharingGroup(StreamGraphGenerator.DEFAULT_SLOT_SHARING_GROUP)
                : operator;
    }
}
