package ke.co.datacraft.cv.operators.vision;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.settings.VisionSettings;
import ke.co.datacraft.cv.telemetry.Tracing;
import ke.co.datacraft.cv.telemetry.TracingSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Analyses references: exactly one outcome each, with results or a failure, never an exception.
 * Runs as an unordered async operator with the image time-out as its time-out; the operators of a
 * process share one runtime.
 */
public final class VisionFunction extends RichAsyncFunction<AdmittedReference, ReferenceOutcome> {

    /** Name of the external resource of Flink that graphics cards are. */
    public static final String GPU = "gpu";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(VisionFunction.class);

    private final EngineFactory engines;
    private final Duration timeout;
    private final TracingSettings tracingSettings;

    private transient VisionEngine engine;
    private transient Tracing tracing;
    private transient VisionMetrics metrics;
    private transient Map<ResultFuture<ReferenceOutcome>, ReferenceWork> inFlight;

    /** Gets the engine on the TaskManager. */
    interface EngineFactory extends Serializable {

        /**
         * @param gpu index of the graphics card that Flink gives; empty to use what is configured
         */
        VisionEngine acquire(OptionalInt gpu);
    }

    /**
     * @param settings what the runtime needs; equal settings share one
     */
    public VisionFunction(VisionSettings settings) {
        this(
                gpu -> InferenceRuntime.acquire(onGpu(settings, gpu)),
                settings.limits().imageTimeout(),
                settings.tracing());
    }

    VisionFunction(EngineFactory engines, Duration timeout) {
        this(engines, timeout, TracingSettings.OFF);
    }

    VisionFunction(EngineFactory engines, Duration timeout, TracingSettings tracing) {
        this.engines = engines;
        this.timeout = timeout;
        this.tracingSettings = tracing;
    }

    /** Settings of the runtime on the card that Flink gives, if it gives one. */
    static VisionSettings onGpu(VisionSettings settings, OptionalInt gpu) {
        return gpu.isPresent() ? settings.onGpu(gpu.getAsInt()) : settings;
    }

    /** The card that Flink gives a subtask; the same for all operators of its slot. */
    static OptionalInt gpu(RuntimeContext context) {
        return AssignedGpu.of(
                context.getExternalResourceInfos(GPU),
                context.getTaskInfo().getIndexOfThisSubtask());
    }

    @Override
    public void open(OpenContext context) {
        inFlight = new ConcurrentHashMap<>();
        tracing = Tracing.of(tracingSettings);
        OptionalInt gpu = gpu(getRuntimeContext());
        gpu.ifPresent(index -> LOG.info("Flink gives this subtask graphics card {}", index));
        engine = engines.acquire(gpu);
        metrics = new VisionMetrics(getRuntimeContext().getMetricGroup(), engine::batching);
        metrics.gauge(MetricNames.IN_FLIGHT_REFERENCES, inFlight::size);
        metrics.gauge(MetricNames.IN_FLIGHT_FILE_BYTES, engine::fileBytes);
        metrics.gauge(MetricNames.IN_FLIGHT_DECODED_BYTES, engine::decodedBytes);
        metrics.gauge(MetricNames.MODELS_LOADED, engine::loadedModels);
    }

    @Override
    public void asyncInvoke(AdmittedReference admitted, ResultFuture<ReferenceOutcome> out) {
        ReferenceWork work = start(admitted);
        inFlight.put(out, work);
        work.outcome()
                .whenComplete(
                        (outcome, never) -> {
                            // After the time-out its outcome was given already.
                            if (inFlight.remove(out, work)) {
                                log(outcome);
                                end(work, outcome);
                                out.complete(List.of(outcome));
                            }
                        });
    }

    /** What comes of a reference belongs to its own span, where there is one. */
    private ReferenceWork start(AdmittedReference admitted) {
        ReferenceTrace trace = ReferenceTrace.start(tracing, admitted);
        return trace == null
                ? engine.start(admitted, metrics)
                : engine.start(
                        admitted.withTraceparent(trace.traceparent()), metrics.traced(trace));
    }

    private static void end(ReferenceWork work, ReferenceOutcome outcome) {
        ReferenceTrace trace = work.metrics().trace();
        if (trace != null) {
            trace.end(outcome.failure(), outcome.results().size());
        }
    }

    @Override
    public void timeout(AdmittedReference admitted, ResultFuture<ReferenceOutcome> out) {
        ReferenceWork work = inFlight.remove(out);
        if (work == null) {
            return;
        }
        ReferenceWork.Stage stage = work.stage();
        work.cancel();
        Failure failure =
                new Failure(
                        ReasonCode.TIMEOUT,
                        "not done within "
                                + timeout.toMillis()
                                + " ms, while "
                                + stage.label()
                                + "; see whether the system is overloaded or raise"
                                + " CV_IMAGE_TIMEOUT_SECONDS");
        ReferenceOutcome outcome =
                new ReferenceOutcome(work.admitted(), List.of(), failure, work.attempts());
        log(outcome);
        end(work, outcome);
        out.complete(List.of(outcome));
    }

    private static void log(ReferenceOutcome outcome) {
        AdmittedReference admitted = outcome.admitted();
        ImageReference reference = admitted.reference();
        String owner =
                reference.jobId() == null ? reference.sourceId() : reference.jobId().toString();
        if (outcome.succeeded()) {
            LOG.debug(
                    "Analysed reference {} of {} (tenant {}): {} pages",
                    admitted.referenceId(),
                    owner,
                    reference.tenantId(),
                    outcome.results().size());
            return;
        }
        LOG.warn(
                "Reference {} of {} (tenant {}) failed with {} after {} attempts: {}",
                admitted.referenceId(),
                owner,
                reference.tenantId(),
                outcome.failure().reason(),
                outcome.attempts(),
                outcome.failure().message());
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
