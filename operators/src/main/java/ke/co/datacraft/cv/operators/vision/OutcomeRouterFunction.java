package ke.co.datacraft.cv.operators.vision;

import java.util.Locale;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.admission.DeadLetters;
import ke.co.datacraft.cv.operators.admission.Lane;
import ke.co.datacraft.cv.operators.metrics.BucketHistogram;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.record.ShadowRun;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sends outcomes their ways, as an async function has no side outputs: results to the main output,
 * failures to {@link OutputTags#DEAD_LETTERS}, parts to {@link OutputTags#RESUBMISSIONS}, all as
 * news to {@link OutputTags#JOB_EVENTS} where the reference belongs to a job. What a shadow version
 * is to try goes to {@link OutputTags#SHADOW_RUNS}.
 */
public final class OutcomeRouterFunction extends ProcessFunction<ReferenceOutcome, ImageResult> {

    private static final long serialVersionUID = 1L;
    private static final String SUCCESS = "success";
    private static final String ERROR = "error";

    private transient CvMetrics metrics;

    @Override
    public void open(OpenContext context) {
        metrics = CvMetrics.of(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(
            ReferenceOutcome outcome, Context context, Collector<ImageResult> out) {
        AdmittedReference admitted = outcome.admitted();
        long now = context.timerService().currentProcessingTime();
        String lane = laneOf(admitted.reference()).label();
        count(lane, outcome.succeeded() ? SUCCESS : ERROR, now - admitted.admittedAt());
        if (outcome.succeeded()) {
            for (ImageResult result : outcome.results()) {
                count(lane, result);
                out.collect(result);
            }
            outcome.parts().forEach(part -> context.output(OutputTags.RESUBMISSIONS, part));
            metrics.counter(MetricNames.PARTS_TOTAL).inc(outcome.parts().size());
            ShadowRun trial = ShadowPlan.of(outcome);
            if (trial != null) {
                context.output(OutputTags.SHADOW_RUNS, trial);
            }
        } else {
            metrics.counter(
                            MetricNames.DEAD_LETTERS_TOTAL,
                            MetricNames.REASON,
                            outcome.failure().reason().name().toLowerCase(Locale.ROOT))
                    .inc();
            context.output(
                    OutputTags.DEAD_LETTERS,
                    DeadLetters.of(admitted, outcome.failure(), outcome.attempts(), now));
        }
        if (admitted.reference().jobId() != null) {
            context.output(OutputTags.JOB_EVENTS, eventOf(outcome, now));
        }
    }

    private static JobEvent eventOf(ReferenceOutcome outcome, long now) {
        AdmittedReference admitted = outcome.admitted();
        return new JobEvent(
                kindOf(outcome),
                admitted.reference().tenantId(),
                admitted.reference().jobId(),
                admitted.referenceId(),
                admitted.reference(),
                outcome.failure(),
                null,
                admitted.origin(),
                now,
                outcome.parts().isEmpty() ? null : outcome.parts().size());
    }

    private static JobEvent.Kind kindOf(ReferenceOutcome outcome) {
        if (!outcome.succeeded()) {
            return JobEvent.Kind.FAILED;
        }
        return outcome.parts().isEmpty() ? JobEvent.Kind.SUCCEEDED : JobEvent.Kind.SPLIT;
    }

    private static Lane laneOf(ImageReference reference) {
        return reference.jobId() == null ? Lane.FRAMES : Lane.IMAGES;
    }

    private void count(String lane, String outcome, long millis) {
        metrics.counter(
                        MetricNames.REFERENCES_TOTAL,
                        MetricNames.LANE,
                        lane,
                        MetricNames.OUTCOME,
                        outcome)
                .inc();
        metrics.histogram(
                        MetricNames.PROCESSING_DURATION_SECONDS,
                        BucketHistogram.seconds(),
                        MetricNames.LANE,
                        lane,
                        MetricNames.OUTCOME,
                        outcome)
                .observe(Math.max(0, millis) / 1000.0);
    }

    private void count(String lane, ImageResult result) {
        metrics.counter(MetricNames.IMAGES_TOTAL, MetricNames.LANE, lane).inc();
        for (TaskResult task : result.tasks()) {
            metrics.counter(
                            MetricNames.TASK_RESULTS_TOTAL,
                            MetricNames.TASK,
                            task.task(),
                            MetricNames.MODEL,
                            task.model().name(),
                            MetricNames.CACHED,
                            Boolean.toString(task.cached()))
                    .inc();
        }
    }
}
