package ke.co.datacraft.cv.operators.evidence;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.fetch.FetchException;
import ke.co.datacraft.cv.operators.fetch.RetryPolicy;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import ke.co.datacraft.cv.operators.settings.EvidenceSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps frames as evidence; gives nothing. Runs as an unordered async operator, which holds the
 * frames that wait in its state: after a restart they are copied again, to the same place. While a
 * store is away it tries again, with growing pauses, until its time-out; then the frame has the
 * time of all others.
 */
public final class EvidenceFunction extends RichAsyncFunction<EvidenceFrame, EvidenceFrame> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceFunction.class);

    /** Frames that were copied last: events of one object name the same. */
    private static final int KNOWN = 1000;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final String FAILED = "failed";

    private final EvidenceSettings settings;

    private transient EvidenceStore store;
    private transient ScheduledThreadPoolExecutor threads;
    private transient RetryPolicy retries;
    private transient Map<String, Counter> outcomes;
    private transient Set<UUID> known;
    private transient Set<ResultFuture<EvidenceFrame>> waiting;

    /** Where evidence is kept, and how long is tried. */
    public EvidenceFunction(EvidenceSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        store = new EvidenceStore(settings);
        threads = new ScheduledThreadPoolExecutor(settings.threads(), EvidenceFunction::thread);
        threads.setRemoveOnCancelPolicy(true);
        retries =
                new RetryPolicy(
                        Integer.MAX_VALUE,
                        FIRST_PAUSE,
                        LONGEST_PAUSE,
                        () -> ThreadLocalRandom.current().nextDouble());
        waiting = ConcurrentHashMap.newKeySet();
        known =
                Collections.synchronizedSet(
                        Collections.newSetFromMap(
                                new LinkedHashMap<>() {
                                    private static final long serialVersionUID = 1L;

                                    @Override
                                    protected boolean removeEldestEntry(
                                            Map.Entry<UUID, Boolean> eldest) {
                                        return size() > KNOWN;
                                    }
                                }));
        CvMetrics metrics = CvMetrics.of(getRuntimeContext().getMetricGroup());
        metrics.gauge(MetricNames.EVIDENCE_WAITING, waiting::size);
        outcomes = new ConcurrentHashMap<>();
        for (EvidenceStore.Outcome outcome : EvidenceStore.Outcome.values()) {
            outcomes.put(word(outcome), counter(metrics, word(outcome)));
        }
        outcomes.put(FAILED, counter(metrics, FAILED));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "cv-evidence");
        thread.setDaemon(true);
        return thread;
    }

    private static Counter counter(CvMetrics metrics, String outcome) {
        return metrics.counter(MetricNames.EVIDENCE_FRAMES_TOTAL, MetricNames.RESULT, outcome);
    }

    private static String word(EvidenceStore.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void asyncInvoke(EvidenceFrame frame, ResultFuture<EvidenceFrame> out) {
        if (!known.add(frame.imageId())) {
            out.complete(List.of());
            return;
        }
        waiting.add(out);
        threads.execute(() -> attempt(frame, out, 1));
    }

    private void attempt(EvidenceFrame frame, ResultFuture<EvidenceFrame> out, int attempt) {
        if (!waiting.contains(out)) {
            return;
        }
        try {
            end(out, word(store.keep(frame)));
        } catch (FetchException | IOException e) {
            // Wrong credentials may be put right; a long file stays one.
            if (e instanceof FetchException failure
                    && failure.reason() == ReasonCode.FILE_TOO_LARGE) {
                giveUp(frame, out, e.getMessage());
            } else {
                again(frame, out, attempt, e);
            }
        } catch (RuntimeException e) {
            LOG.error("The frame of {} cannot be kept", frame.imageId(), e);
            giveUp(frame, out, e.toString());
        }
    }

    private void again(
            EvidenceFrame frame, ResultFuture<EvidenceFrame> out, int attempt, Exception e) {
        if (attempt == 1) {
            LOG.warn("The frame {} is not kept yet: {}", frame.uri(), e.getMessage());
        }
        try {
            threads.schedule(
                    () -> attempt(frame, out, attempt + 1),
                    retries.backoff(attempt).toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The operator ends; its state has the frame {}", frame.uri());
        }
    }

    @Override
    public void timeout(EvidenceFrame frame, ResultFuture<EvidenceFrame> out) {
        giveUp(frame, out, "the store is away for too long");
    }

    private void giveUp(EvidenceFrame frame, ResultFuture<EvidenceFrame> out, String why) {
        LOG.warn("The frame {} is not kept for longer than others: {}", frame.uri(), why);
        known.remove(frame.imageId());
        end(out, FAILED);
    }

    private void end(ResultFuture<EvidenceFrame> out, String outcome) {
        if (waiting.remove(out)) {
            outcomes.get(outcome).inc();
            out.complete(List.of());
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
        if (store != null) {
            store.close();
        }
    }
}
