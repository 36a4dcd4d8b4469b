package ke.co.datacraft.cv.operators.vision;

import java.util.function.Supplier;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what becomes of activations. */
final class RoutingReport implements ModelRouter.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(ModelRoutingFunction.class);

    private final CvMetrics metrics;
    private final boolean logged;

    /**
     * @param group of the operator
     * @param logged whether to log, which one subtask does for all
     */
    RoutingReport(MetricGroup group, boolean logged) {
        this.metrics = CvMetrics.of(group);
        this.logged = logged;
    }

    /** Shows how many activations are in which state. */
    void show(ModelRouter router) {
        gauge("active", router::active);
        gauge("loading", router::loading);
        gauge("failed", router::failed);
    }

    private void gauge(String state, Supplier<Integer> value) {
        metrics.gauge(MetricNames.MODEL_ACTIVATIONS, value, MetricNames.STATE, state);
    }

    @Override
    public void activated(RouteCandidate candidate) {
        ModelActivation activation = candidate.wanted().activation();
        count(activation.model(), candidate.leftOut().isEmpty() ? "active" : "partial");
        if (logged) {
            LOG.info(
                    "Model {} is served by version {} now, before by {}",
                    activation.model(),
                    activation.version(),
                    nameOf(candidate.wanted().previousVersion()));
            candidate.leftOut().forEach(one -> LOG.warn("Left out, not loaded: {}", one));
        }
    }

    @Override
    public void refused(String model, RouteCandidate candidate) {
        count(model, "failed");
        if (logged) {
            LOG.warn(
                    "Model {}: version {} cannot be loaded, what served before still does: {}",
                    model,
                    nameOf(
                            candidate.wanted() == null
                                    ? null
                                    : candidate.wanted().activation().version()),
                    candidate.failure().getMessage());
        }
    }

    @Override
    public void removed(String model) {
        count(model, "removed");
        if (logged) {
            LOG.info("Model {} is served by {} again", model, nameOf(null));
        }
    }

    private static String nameOf(String version) {
        return version == null ? "the repository's own choice" : version;
    }

    private void count(String model, String result) {
        metrics.counter(
                        MetricNames.MODEL_CHANGES_TOTAL,
                        MetricNames.MODEL,
                        model,
                        MetricNames.RESULT,
                        result)
                .inc();
    }
}
