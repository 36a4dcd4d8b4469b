package ke.co.datacraft.cv.bridge.system;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.redis.RedisConnection;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;

/** Checks of what a bridge depends on. */
public final class DependencyChecks {

    private DependencyChecks() {}

    /**
     * The checks, in the order of the answers.
     *
     * @param settings where the services are
     * @param database the pool; closed by its owner, as the others
     * @param redis live values
     * @param storage uploads
     */
    public static List<DependencyCheck> of(
            BridgeSettings settings,
            Database database,
            RedisConnection redis,
            ObjectStorage storage) {
        List<DependencyCheck> checks = new ArrayList<>();
        checks.add(new DatabaseCheck(settings.database().url()));
        checks.add(new TenantIsolationCheck(database));
        checks.add(new KafkaCheck(settings.kafka()));
        // An installation without Redis is whole without it.
        if (redis.isConfigured()) {
            checks.add(new RedisCheck(redis));
        }
        checks.add(new StorageCheck(storage));
        return checks;
    }
}
