package ke.co.datacraft.cv.operators.vision;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;

/** The graphics card that Flink gives a subtask. */
final class AssignedGpu {

    /** Property in which Flink's GPU driver says which card it is. */
    private static final String INDEX = "index";

    private AssignedGpu() {}

    /**
     * The index of the card, as CUDA counts them. All slots of a TaskManager see all of its cards;
     * where there are several, subtasks take turns.
     *
     * @param cards of the TaskManager
     * @param subtask index of the subtask, from 0
     * @return empty where the TaskManager has no external resource {@code gpu}
     * @throws IllegalStateException when the driver names no card by index
     */
    static OptionalInt of(Set<ExternalResourceInfo> cards, int subtask) {
        List<Integer> indexes = cards.stream().map(AssignedGpu::index).sorted().toList();
        return indexes.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(indexes.get(subtask % indexes.size()));
    }

    private static int index(ExternalResourceInfo card) {
        String index = card.getProperty(INDEX).orElse("");
        if (!index.matches("[0-9]{1,4}")) {
            throw new IllegalStateException(
                    "Flink's external resource '"
                            + VisionFunction.GPU
                            + "' has a card with index '"
                            + index
                            + "'; its discovery script must print whole numbers, such as 0,1");
        }
        return Integer.parseInt(index);
    }
}
