package ke.co.datacraft.cv.operators.vision;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.inference.batch.BatchingStatistics;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.operators.fetch.BoundedReader;
import ke.co.datacraft.cv.operators.fetch.ByteBudget;
import ke.co.datacraft.cv.operators.fetch.RetryPolicy;
import ke.co.datacraft.cv.operators.fetch.RetryingFetcher;
import ke.co.datacraft.cv.operators.fetch.SchemeFetcher;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.redis.RedisConnections;
import ke.co.datacraft.cv.operators.settings.FetchSettings;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;
import ke.co.datacraft.cv.operators.settings.LimitSettings;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.settings.VisionSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads, models, budgets and connections of one process: one per equal settings, shared by all
 * slots and both lanes, closed with its last user.
 */
final class InferenceRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(InferenceRuntime.class);
    private static final Map<VisionSettings, InferenceRuntime> RUNNING = new HashMap<>();

    private final List<Lease> leases = new CopyOnWriteArrayList<>();
    private final VisionSettings settings;
    private final ExecutorService loader = Executors.newCachedThreadPool(daemons("cv-loader"));
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(daemons("cv-retry"));
    private final PriorityExecutor fetchPool;
    private final PriorityExecutor computePool;
    private final ByteBudget fileBytes;
    private final ByteBudget decodedBytes;
    private final ResultCache cache;
    private final SchemeFetcher schemes;
    private final AnalyzerFactory factory;
    private final AnalyzerRegistry analyzers;
    private final ModelPreparer preparer;
    private final ReferencePipeline pipeline;

    private InferenceRuntime(VisionSettings settings, AnalyzerFactory factory) {
        LimitSettings limits = settings.limits();
        this.settings = settings;
        this.factory = factory;
        // Everything that can find the settings wrong comes before everything that has a thread.
        ImageLimits imageLimits = new ImageLimits(limits.maxImagePixels());
        this.fileBytes = new ByteBudget(limits.inFlightBytes());
        this.decodedBytes = new ByteBudget(limits.inFlightBytes());
        this.cache = cacheOf(settings);
        PagePlanner planner =
                new PagePlanner(
                        imageLimits,
                        limits.maxPages(),
                        settings.documents(),
                        cache,
                        defaultsOf(settings.inference()));
        this.schemes = SchemeFetcher.of(settings.fetch(), settings.redis());
        RetryingFetcher fetcher = fetcherOf(settings);
        this.fetchPool = new PriorityExecutor("cv-fetch", settings.fetch().fetchThreads());
        this.computePool =
                new PriorityExecutor("cv-compute", threads(settings.inference(), factory));
        this.analyzers = new AnalyzerRegistry(factory, settings.models(), loader, System::nanoTime);
        this.preparer = new ModelPreparer(factory, analyzers, loader);
        ImageProcessor processor = new ImageProcessor(cache, decodedBytes, Clock.systemUTC());
        this.pipeline =
                new ReferencePipeline(
                        new ReferencePipeline.Stages(
                                new RoutedAnalyzers(factory, analyzers),
                                schemes,
                                fetcher,
                                planner,
                                processor),
                        new ReferencePipeline.Pools(fetchPool, computePool));
        long seconds = Math.max(1, settings.models().idleTime().toSeconds() / 4);
        scheduler.scheduleWithFixedDelay(
                () -> loader.execute(analyzers::closeIdle), seconds, seconds, TimeUnit.SECONDS);
    }

    private static int threads(InferenceSettings inference, AnalyzerFactory factory) {
        return inference.inferenceThreads() > 0
                ? inference.inferenceThreads()
                : factory.usualConcurrency();
    }

    /**
     * Joins the runtime of these settings, or starts it.
     *
     * @return one use of it, to be closed
     * @throws RuntimeException when the settings cannot be worked with
     */
    static VisionEngine acquire(VisionSettings settings) {
        return acquire(settings, () -> new ModelAnalyzers(settings.inference()));
    }

    /** Makes the factory when a runtime starts. */
    interface Analyzers {
        AnalyzerFactory create();
    }

    static VisionEngine acquire(VisionSettings settings, Analyzers analyzers) {
        synchronized (RUNNING) {
            InferenceRuntime runtime = RUNNING.get(settings);
            if (runtime == null) {
                runtime = new InferenceRuntime(settings, analyzers.create());
                RUNNING.put(settings, runtime);
                LOG.info("Vision runtime started: {}", settings.inference());
            }
            Lease lease = runtime.new Lease();
            runtime.leases.add(lease);
            return lease;
        }
    }

    /** Runtimes of this process. */
    static int running() {
        synchronized (RUNNING) {
            return RUNNING.size();
        }
    }

    private RetryingFetcher fetcherOf(VisionSettings vision) {
        FetchSettings fetch = vision.fetch();
        RetryPolicy policy =
                new RetryPolicy(
                        fetch.maxAttempts(),
                        fetch.initialBackoff(),
                        fetch.maxBackoff(),
                        () -> ThreadLocalRandom.current().nextDouble());
        BoundedReader reader =
                new BoundedReader(
                        schemes,
                        vision.limits().maxFileSizeBytes(),
                        fetch.requestTimeout(),
                        fileBytes,
                        vision.encryption());
        return new RetryingFetcher(
                reader,
                policy,
                (wait, action) -> scheduler.schedule(action, wait.toNanos(), TimeUnit.NANOSECONDS));
    }

    private static ResultCache cacheOf(VisionSettings settings) {
        RedisSettings redis = settings.redis();
        if (redis == null || !redis.resultCache()) {
            return new NoResultCache();
        }
        RedisConnections.check(redis);
        return new RedisResultCache(
                () -> RedisConnections.open(redis),
                redis.ttl(),
                System::nanoTime,
                new FieldCipher(settings.encryption()));
    }

    private static String defaultsOf(InferenceSettings inference) {
        return inference.ocrModel() + '\n' + String.join(",", inference.ocrLanguages());
    }

    private static ThreadFactory daemons(String name) {
        return action -> {
            Thread thread = new Thread(action, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private void leave(Lease lease) {
        synchronized (RUNNING) {
            if (!leases.remove(lease) || !leases.isEmpty()) {
                return;
            }
            RUNNING.remove(settings, this);
        }
        scheduler.shutdownNow();
        fetchPool.close();
        computePool.close();
        loader.shutdown();
        analyzers.close();
        schemes.close();
        cache.close();
        LOG.info("Vision runtime ended");
    }

    /** One use of the runtime. */
    private final class Lease implements VisionEngine {

        private volatile boolean asked;

        @Override
        public ReferenceWork start(AdmittedReference admitted, VisionMetrics metrics) {
            return pipeline.start(admitted, metrics);
        }

        @Override
        public CompletableFuture<ModelLease> prepare(String model) {
            return preparer.prepare(model);
        }

        @Override
        public long fileBytes() {
            return isReporter() ? fileBytes.used() : 0;
        }

        @Override
        public long decodedBytes() {
            return isReporter() ? decodedBytes.used() : 0;
        }

        @Override
        public int loadedModels() {
            return isReporter() ? analyzers.loaded() : 0;
        }

        @Override
        public BatchingStatistics batching(String model) {
            return isReporter() ? factory.batching(model) : BatchingStatistics.NONE;
        }

        /**
         * One user speaks for the process, so that sums over users stay right; not one that only
         * prepares models or tries shadows, because it shows no metrics of the process.
         */
        private boolean isReporter() {
            asked = true;
            return leases.stream().filter(lease -> lease.asked).findFirst().orElse(null) == this;
        }

        @Override
        public void close() {
            leave(this);
        }
    }
}
