package ke.co.datacraft.cv.operators.vision;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.record.ShadowRun;
import ke.co.datacraft.cv.operators.settings.VisionSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs models in trial on references that have their results already, behind all other work of the
 * process, and compares. What comes while enough are under way is skipped, so that a trial holds up
 * nothing: as an async operator with more capacity than that it never makes its input wait.
 */
public final class ShadowFunction extends RichAsyncFunction<ShadowRun, ImageResult> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ShadowFunction.class);

    private final VisionFunction.EngineFactory engines;
    private final int maxInFlight;

    private transient VisionEngine engine;
    private transient VisionMetrics unreported;
    private transient ShadowReport report;
    private transient Map<ResultFuture<ImageResult>, ReferenceWork> inFlight;

    /**
     * @param settings those of the vision function
     */
    public ShadowFunction(VisionSettings settings) {
        this(
                gpu -> InferenceRuntime.acquire(VisionFunction.onGpu(settings, gpu)),
                settings.models().shadowInFlight());
    }

    ShadowFunction(VisionFunction.EngineFactory engines, int maxInFlight) {
        this.engines = engines;
        this.maxInFlight = maxInFlight;
    }

    @Override
    public void open(OpenContext context) {
        inFlight = new ConcurrentHashMap<>();
        engine = engines.acquire(VisionFunction.gpu(getRuntimeContext()));
        // Trials must not show among the fetches, decodes and tasks that count.
        unreported = new VisionMetrics(new UnregisteredMetricsGroup());
        report = new ShadowReport(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void asyncInvoke(ShadowRun run, ResultFuture<ImageResult> out) {
        if (inFlight.size() >= maxInFlight) {
            report.ended("skipped");
            out.complete(List.of());
            return;
        }
        ReferenceWork work = engine.start(run.admitted(), unreported);
        inFlight.put(out, work);
        work.outcome()
                .whenComplete(
                        (outcome, never) -> {
                            // After the time-out it was ended already.
                            if (inFlight.remove(out, work)) {
                                out.complete(end(run, outcome));
                            }
                        });
    }

    private List<ImageResult> end(ShadowRun run, ReferenceOutcome outcome) {
        if (!outcome.succeeded()) {
            report.ended("failed");
            LOG.debug(
                    "Trial on reference {} failed: {}",
                    run.admitted().referenceId(),
                    outcome.failure().message());
            return List.of();
        }
        report.ended("done");
        report.compare(run, outcome.results());
        return outcome.results();
    }

    @Override
    public void timeout(ShadowRun run, ResultFuture<ImageResult> out) {
        ReferenceWork work = inFlight.remove(out);
        if (work != null) {
            work.cancel();
            report.ended("timeout");
            out.complete(List.of());
        }
    }

    @Override
    public void close() {
        if (inFlight != null) {
            inFlight.values().forEach(ReferenceWork::cancel);
            inFlight.clear();
        }
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
