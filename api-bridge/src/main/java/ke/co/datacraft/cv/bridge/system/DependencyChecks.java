package ke.co.datacraft.cv.bridge.system;

import java.util.List;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;

/** Checks of what a bridge depends on. */
public final class DependencyChecks {

    private DependencyChecks() {}

    /**
     * The checks, in the order of the answers.
     *
     * @param settings where the services are
     * @param database the pool; closed by its owner
     * @param storage uploads; closed by its owner
     */
    public static List<DependencyCheck> of(
            BridgeSettings settings, Database database, ObjectStorage storage) {
        return List.of(
                new DatabaseCheck(settings.database().url()),
                new TenantIsolationCheck(database),
                new KafkaCheck(settings.kafka().bootstrapServers()),
                new StorageCheck(storage));
    }
}
