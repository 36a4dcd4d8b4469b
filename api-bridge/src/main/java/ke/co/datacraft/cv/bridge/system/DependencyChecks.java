package ke.co.datacraft.cv.bridge.system;

import java.util.List;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;

/** Checks of what a bridge depends on. */
public final class DependencyChecks {

    private DependencyChecks() {}

    /** The checks, in the order of the answers. */
    public static List<DependencyCheck> of(BridgeSettings settings) {
        return List.of(
                new DatabaseCheck(settings.database().url()),
                new KafkaCheck(settings.kafka().bootstrapServers()));
    }
}
