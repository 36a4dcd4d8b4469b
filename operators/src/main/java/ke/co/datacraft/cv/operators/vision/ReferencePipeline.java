package ke.co.datacraft.cv.operators.vision;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.operators.fetch.FetchException;
import ke.co.datacraft.cv.operators.fetch.FetchedBytes;
import ke.co.datacraft.cv.operators.fetch.RetryingFetcher;
import ke.co.datacraft.cv.operators.fetch.SchemeFetcher;
import ke.co.datacraft.cv.operators.fetch.Uris;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one reference: check the tasks (before any byte moves), fetch, look at the file and
 * into the cache (on a fetch thread), analyse the rest (on a compute thread). No thread waits for
 * another.
 */
final class ReferencePipeline {

    private static final Logger LOG = LoggerFactory.getLogger(ReferencePipeline.class);

    private final Stages stages;
    private final Pools pools;

    /**
     * What does the work.
     *
     * @param analyzers finds analyzers
     * @param schemes tells which URIs can be fetched
     * @param fetcher fetches
     * @param planner looks at files
     * @param processor analyses
     */
    record Stages(
            RoutedAnalyzers analyzers,
            SchemeFetcher schemes,
            RetryingFetcher fetcher,
            PagePlanner planner,
            ImageProcessor processor) {}

    /**
     * Where it is done.
     *
     * @param fetch threads that wait for stores
     * @param compute threads that analyse
     */
    record Pools(PriorityExecutor fetch, PriorityExecutor compute) {}

    /** What a file gave: results of its pages, or references to its parts. */
    private record Answer(List<ImageResult> results, List<ImageReference> parts) {}

    ReferencePipeline(Stages stages, Pools pools) {
        this.stages = stages;
        this.pools = pools;
    }

    /** Starts the work on a reference; its outcome comes on some thread. Never throws. */
    ReferenceWork start(AdmittedReference admitted, VisionMetrics metrics) {
        ReferenceWork work = new ReferenceWork(admitted, metrics);
        CompletableFuture<Answer> results;
        try {
            URI uri = Uris.parse(admitted.reference().uri());
            stages.schemes().check(uri);
            results =
                    plan(work, admitted.reference().tasks())
                            .thenCompose(
                                    tasks ->
                                            fetch(uri, work)
                                                    .thenCompose(file -> use(work, tasks, file)));
        } catch (FetchException | RuntimeException e) {
            results = CompletableFuture.failedFuture(e);
        }
        results.whenComplete(
                (answer, failure) -> {
                    work.releaseModels();
                    work.outcome().complete(outcome(work, answer, failure));
                });
        return work;
    }

    private CompletableFuture<List<PlannedTask>> plan(
            ReferenceWork work, List<TaskRequest> requests) {
        List<CompletableFuture<PlannedTask>> tasks = new ArrayList<>(requests.size());
        for (TaskRequest request : requests) {
            tasks.add(
                    stages.analyzers()
                            .lease(work.admitted(), request)
                            .thenApply(lease -> planned(request, work.hold(lease))));
        }
        return CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> tasks.stream().map(CompletableFuture::join).toList());
    }

    private static PlannedTask planned(TaskRequest request, Analyzer analyzer) {
        Resolution.validate(request.parameters());
        analyzer.validate(request.parameters());
        return new PlannedTask(request, analyzer);
    }

    private CompletableFuture<FetchedBytes> fetch(URI uri, ReferenceWork work) {
        ImageReference reference = work.admitted().reference();
        String scheme = Uris.scheme(uri);
        work.enter(ReferenceWork.Stage.FETCHING);
        work.attempt();
        CompletableFuture<FetchedBytes> fetched =
                stages.fetcher()
                        .fetch(
                                uri,
                                reference.tenantId(),
                                pools.fetch().withPriority(reference.priority()),
                                () -> {
                                    work.attempt();
                                    work.metrics().fetchRetried(scheme);
                                });
        work.fetching(fetched);
        return fetched.whenComplete(
                (bytes, failure) -> {
                    if (bytes != null) {
                        work.metrics().fetched(scheme, bytes.nanos(), bytes.bytes().length);
                    }
                });
    }

    /** Takes the bytes over and lets them go when the results are there. */
    private CompletableFuture<Answer> use(
            ReferenceWork work, List<PlannedTask> tasks, FetchedBytes file) {
        CompletableFuture<Answer> results;
        try (LogContext context = LogContext.of(work.admitted())) {
            requireWanted(work);
            PreparedImage image =
                    stages.planner().plan(work.admitted(), tasks, file, work.metrics());
            results = answer(work, image).whenComplete((pages, failure) -> image.close());
        } catch (RuntimeException | Error e) {
            results = CompletableFuture.failedFuture(e);
        }
        return results.whenComplete((pages, failure) -> file.close());
    }

    /** Never throws, so that the image is closed in any case. */
    private CompletableFuture<Answer> answer(ReferenceWork work, PreparedImage image) {
        try {
            return image.isCached()
                    ? CompletableFuture.completedFuture(process(work, image, 0))
                    : enqueue(work, image);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Answer> enqueue(ReferenceWork work, PreparedImage image) {
        Executor compute = pools.compute().withPriority(work.admitted().reference().priority());
        long queuedAt = System.nanoTime();
        work.enter(ReferenceWork.Stage.QUEUED);
        return CompletableFuture.supplyAsync(
                () -> {
                    try (LogContext context = LogContext.of(work.admitted())) {
                        requireWanted(work);
                        work.enter(ReferenceWork.Stage.ANALYSING);
                        long queued = System.nanoTime() - queuedAt;
                        work.metrics().queued(queued);
                        return process(work, image, queued);
                    }
                },
                compute);
    }

    private Answer process(ReferenceWork work, PreparedImage image, long queuedNanos) {
        ImageProcessor.Context context =
                new ImageProcessor.Context(
                        work.admitted().reference().priority(),
                        queuedNanos,
                        work::isCancelled,
                        work.metrics());
        return new Answer(stages.processor().process(image, context), image.parts());
    }

    private static void requireWanted(ReferenceWork work) {
        if (work.isCancelled()) {
            throw new CancellationException();
        }
    }

    /** One bad page takes no others with it: they are tried one by one. */
    private static List<ImageReference> pages(ReferenceWork work, Throwable thrown) {
        if (!(Failures.unwrapped(thrown) instanceof PageFailedException failed)) {
            return List.of();
        }
        List<ImageReference> pages = DocumentSplit.pages(work.admitted(), failed.pageCount());
        if (!pages.isEmpty()) {
            LOG.info(
                    "Reference {} is tried page by page: {}",
                    work.admitted().referenceId(),
                    failed.failure().message());
        }
        return pages;
    }

    private static ReferenceOutcome outcome(ReferenceWork work, Answer answer, Throwable thrown) {
        if (thrown == null) {
            return new ReferenceOutcome(
                    work.admitted(), answer.results(), null, work.attempts(), answer.parts());
        }
        List<ImageReference> pages = pages(work, thrown);
        if (!pages.isEmpty()) {
            return new ReferenceOutcome(work.admitted(), List.of(), null, work.attempts(), pages);
        }
        if (Failures.isUnexpected(thrown)) {
            LOG.error(
                    "Reference {} failed unexpectedly",
                    work.admitted().referenceId(),
                    Failures.unwrapped(thrown));
        }
        Failure failure = Failures.of(thrown);
        return new ReferenceOutcome(work.admitted(), List.of(), failure, work.attempts());
    }
}
