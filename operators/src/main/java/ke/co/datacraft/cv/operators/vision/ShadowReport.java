package ke.co.datacraft.cv.operators.vision;

import java.util.List;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.operators.metrics.BucketHistogram;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import ke.co.datacraft.cv.operators.record.ModelChoice;
import ke.co.datacraft.cv.operators.record.ShadowRun;
import org.apache.flink.metrics.MetricGroup;

/** Counts trials and compares what models in trial found with what the active ones did. */
final class ShadowReport {

    private static final double[] SHARES = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

    private static final double[] SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private final CvMetrics metrics;

    ShadowReport(MetricGroup group) {
        this.metrics = CvMetrics.of(group);
    }

    /** A trial ended: {@code done}, {@code failed}, {@code timeout} or {@code skipped}. */
    void ended(String result) {
        metrics.counter(MetricNames.SHADOW_RUNS_TOTAL, MetricNames.RESULT, result).inc();
    }

    /** Compares page by page, step by step; a file that changed in between does not compare. */
    void compare(ShadowRun run, List<ImageResult> results) {
        for (ImageResult result : results) {
            for (ImageResult active : run.results()) {
                if (active.page() == result.page()
                        && active.file().sha256().equals(result.file().sha256())) {
                    compare(run, active, result);
                }
            }
        }
    }

    private void compare(ShadowRun run, ImageResult active, ImageResult result) {
        for (TaskResult trial : result.tasks()) {
            ModelChoice choice = run.admitted().choice(trial.model().name());
            // Anything else was stood in for, or was no trial.
            if (choice != null && choice.version().equals(trial.model().version())) {
                active.tasks().stream()
                        .filter(task -> task.stepName().equals(trial.stepName()))
                        .forEach(task -> compare(task, trial));
            }
        }
    }

    private void compare(TaskResult active, TaskResult trial) {
        Agreement.of(active, trial)
                .ifPresent(
                        share ->
                                histogram(MetricNames.SHADOW_AGREEMENT, SHARES, trial)
                                        .observe(share));
        if (!active.cached() && !trial.cached()) {
            time(active);
            time(trial);
        }
    }

    private void time(TaskResult task) {
        histogram(MetricNames.SHADOW_INFERENCE_SECONDS, SECONDS, task)
                .observe(task.timings().inferenceMs() / 1000);
    }

    private BucketHistogram histogram(String name, double[] bounds, TaskResult task) {
        ModelReference model = task.model();
        return metrics.histogram(
                name, bounds, MetricNames.MODEL, model.name() + '@' + model.version());
    }
}
