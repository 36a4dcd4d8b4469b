package ke.co.datacraft.cv.operators.admission;

import java.util.Locale;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what admission decides. */
final class AdmissionCounters {

    private final CvMetrics metrics;
    private final Counter admitted;
    private final Counter skipped;
    private final Counter rejected;

    AdmissionCounters(MetricGroup group, Lane lane) {
        this.metrics = CvMetrics.of(group);
        this.admitted = records(lane, "admitted");
        this.skipped = records(lane, "skipped");
        this.rejected = records(lane, "rejected");
    }

    void admitted() {
        admitted.inc();
    }

    void skipped() {
        skipped.inc();
    }

    void rejected(ReasonCode reason) {
        rejected.inc();
        metrics.counter(
                        MetricNames.DEAD_LETTERS_TOTAL,
                        MetricNames.REASON,
                        reason.name().toLowerCase(Locale.ROOT))
                .inc();
    }

    private Counter records(Lane lane, String result) {
        return metrics.counter(
                MetricNames.RECORDS_TOTAL,
                MetricNames.LANE,
                lane.label(),
                MetricNames.RESULT,
                result);
    }
}
