package ke.co.datacraft.cv.bridge;

import java.time.Clock;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.live.EventFeeds;
import ke.co.datacraft.cv.bridge.live.JobEvents;
import ke.co.datacraft.cv.bridge.live.JobStates;
import ke.co.datacraft.cv.bridge.metrics.BridgeMetrics;
import ke.co.datacraft.cv.bridge.outbox.Outbox;
import ke.co.datacraft.cv.bridge.redis.RedisConnection;
import ke.co.datacraft.cv.bridge.security.Access;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.bridge.storage.ObjectStorages;
import ke.co.datacraft.cv.bridge.system.DependencyChecks;
import ke.co.datacraft.cv.bridge.system.DependencyMonitor;
import ke.co.datacraft.cv.bridge.trace.DatabaseSpans;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.telemetry.Tracing;

/** What the resources share; made once per bridge. */
public final class BridgeServices implements AutoCloseable {

    private final BridgeSettings settings;
    private final Clock clock;
    private final Outbox outbox = new Outbox();
    private final Database database;
    private final BridgeMetrics metrics = new BridgeMetrics();
    private final DependencyMonitor dependencies;
    private final ObjectStorage storage;
    private final Access access;
    private final FieldCipher fieldCipher;
    private final RedisConnection redis;
    private final EventFeeds events;
    private final JobEvents jobEvents;

    /**
     * Makes them; nothing is connected yet.
     *
     * @param settings checked settings
     * @param clock what time it is
     */
    public BridgeServices(BridgeSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.database =
                new Database(
                        settings.database(), new DatabaseSpans(Tracing.of(settings.tracing())));
        this.storage = ObjectStorages.open(settings.storage(), settings.encryption().keys());
        this.redis = new RedisConnection(settings.redis());
        this.dependencies =
                new DependencyMonitor(
                        DependencyChecks.of(settings, database, redis, storage),
                        clock,
                        metrics.registry());
        this.access = new Access(settings.security(), database, metrics.registry(), clock);
        this.fieldCipher = new FieldCipher(settings.encryption().keys());
        this.events = new EventFeeds(redis, metrics.registry());
        this.jobEvents = new JobEvents(events, new JobStates(database));
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

    /** How what the bridge depends on is. */
    public DependencyMonitor dependencies() {
        return dependencies;
    }

    /** PostgreSQL. */
    public Database database() {
        return database;
    }

    /** The way to Kafka. */
    public Outbox outbox() {
        return outbox;
    }

    /** Opens encrypted texts of rows and of Redis. */
    public FieldCipher fieldCipher() {
        return fieldCipher;
    }

    /** Uploaded files; it encrypts what is put there, and decrypts what it gives. */
    public ObjectStorage storage() {
        return storage;
    }

    /** Who may come in, and the record of it. */
    public Access access() {
        return access;
    }

    /** Redis, or none. */
    public RedisConnection redis() {
        return redis;
    }

    /** Live events of tenants. */
    public EventFeeds events() {
        return events;
    }

    /** Waits for the end of jobs. */
    public JobEvents jobEvents() {
        return jobEvents;
    }

    @Override
    public void close() {
        dependencies.close();
        storage.close();
        access.close();
        events.close();
        redis.close();
        database.close();
    }
}
