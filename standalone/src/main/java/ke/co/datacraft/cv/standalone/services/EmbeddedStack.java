package ke.co.datacraft.cv.standalone.services;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import ke.co.datacraft.cv.contracts.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All services together on one data folder. A start that fails leaves nothing running; so do {@link
 * #close()} and the end of the process by a signal.
 */
public final class EmbeddedStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStack.class);

    private final DataFolder data;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final EmbeddedObjectStorage storage;
    private final EmbeddedFlink flink;
    private final Thread atExit = new Thread(this::closeQuietly, "stop-services");
    private volatile Endpoints.Bridge bridge;
    private volatile AutoCloseable first = () -> {};
    private volatile boolean closed;

    /**
     * @param data data folder, which this object closes
     * @param options size and addresses of Flink
     */
    public EmbeddedStack(DataFolder data, FlinkOptions options) {
        this.data = data;
        this.kafka = new EmbeddedKafka(data, new Topics(Topics.DEFAULT_PREFIX));
        this.postgres = new EmbeddedPostgres(data);
        this.redis = new EmbeddedRedis(data);
        this.storage = new EmbeddedObjectStorage(data);
        this.flink = new EmbeddedFlink(data, options);
    }

    /**
     * Starts everything, Flink last.
     *
     * @param progress told the name of each service that is up, by several threads
     * @return this
     * @throws ServiceException when one does not start
     */
    public EmbeddedStack start(Consumer<String> progress) {
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            // Before the services of this run: what a killed run left must not be reported.
            Endpoints.remove(data);
            List<CompletableFuture<Void>> starts =
                    List.of(postgres, kafka, redis, storage).stream()
                            .map(service -> startLater(service, progress))
                            .toList();
            starts.forEach(EmbeddedStack::awaitEnd);
            starts.forEach(CompletableFuture::join);
            startUnlessClosed(flink, progress);
            endpoints().write();
            return this;
        } catch (CompletionException e) {
            closeAfter(e);
            throw e.getCause() instanceof ServiceException failure
                    ? failure
                    : new ServiceException("Cannot start: " + e.getCause(), e.getCause());
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    private CompletableFuture<Void> startLater(EmbeddedService service, Consumer<String> progress) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread starter =
                new Thread(
                        () -> {
                            try {
                                startUnlessClosed(service, progress);
                                done.complete(null);
                            } catch (Throwable failure) {
                                done.completeExceptionally(failure);
                            }
                        },
                        "start-" + service.name());
        starter.setDaemon(true);
        starter.start();
        return done;
    }

    /** A signal may close the stack while it starts; what is not up by then stays down. */
    private void startUnlessClosed(EmbeddedService service, Consumer<String> progress) {
        synchronized (service) {
            if (closed) {
                throw new ServiceException(service.name() + " was not started: stopped before");
            }
            service.start();
        }
        progress.accept(service.name());
    }

    /** All starts end before any is judged, so that closing meets no half-started service. */
    private static void awaitEnd(CompletableFuture<Void> start) {
        start.handle((nothing, failure) -> null).join();
    }

    private void closeAfter(RuntimeException failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Where everything is; complete after the start. */
    public Endpoints endpoints() {
        return new Endpoints(
                data.root().toString(),
                ProcessHandle.current().pid(),
                flink.dashboardUrl(),
                flink.metricsUrl(),
                kafka.bootstrapServers(),
                postgres.url(),
                redis.url(),
                new Endpoints.ObjectStorage(
                        storage.endpoint(),
                        EmbeddedObjectStorage.BUCKET,
                        storage.accessKeyId(),
                        storage.secretAccessKey()),
                bridge);
    }

    /**
     * Takes in what runs on the services; others find it from now on.
     *
     * @param where its addresses
     * @param runs closed before the services are
     */
    public void add(Endpoints.Bridge where, AutoCloseable runs) {
        first = runs;
        bridge = where;
        endpoints().write();
    }

    /** The data folder. */
    public DataFolder data() {
        return data;
    }

    /** Flink. */
    public EmbeddedFlink flink() {
        return flink;
    }

    /** Redis, which may be stopped and started meanwhile. */
    public EmbeddedRedis redis() {
        return redis;
    }

    /** Kafka, which may be stopped and started meanwhile. */
    public EmbeddedKafka kafka() {
        return kafka;
    }

    /** Object storage, which may be stopped and started meanwhile. */
    public EmbeddedObjectStorage storage() {
        return storage;
    }

    /** PostgreSQL, which may be stopped and started meanwhile. */
    public EmbeddedPostgres postgres() {
        return postgres;
    }

    /** Stops everything, Flink first. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            stopAll();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException thisIsTheHook) {
            LOG.debug("Stopped by the end of the process");
        }
    }

    private void stopAll() {
        Deque<RuntimeException> failures = new ArrayDeque<>();
        try {
            first.close();
        } catch (Exception e) {
            LOG.warn("The bridge did not stop in order", e);
        }
        for (EmbeddedService service : List.of(flink, kafka, storage, redis, postgres)) {
            try {
                service.close();
            } catch (RuntimeException e) {
                LOG.warn("{} did not stop in order", service.name(), e);
                failures.add(e);
            }
        }
        Endpoints.remove(data);
        data.close();
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (RuntimeException e) {
            LOG.warn("Not everything stopped in order", e);
        }
    }
}
