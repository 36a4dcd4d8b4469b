package ke.co.datacraft.cv.bridge;

import java.time.Clock;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.metrics.BridgeMetrics;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;

/** What the resources share; made once per bridge. */
public final class BridgeServices implements AutoCloseable {

    private final BridgeSettings settings;
    private final Clock clock;
    private final Database database;
    private final BridgeMetrics metrics = new BridgeMetrics();

    /**
     * Makes them; nothing is connected yet.
     *
     * @param settings checked settings
     * @param clock what time it is
     */
    public BridgeServices(BridgeSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.database = new Database(settings.database());
    }

    /** Settings. */
    public BridgeSettings settings() {
        return settings;
    }

    /** What time it is. */
    public Clock clock() {
        return clock;
    }

    /** What is told to Prometheus. */
    public BridgeMetrics metrics() {
        return metrics;
    }

    /** PostgreSQL. */
    public Database database() {
        return database;
    }

    @Override
    public void close() {
        database.close();
    }
}
