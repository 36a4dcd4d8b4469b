package ke.co.datacraft.cv.operators.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;
import ke.co.datacraft.cv.contracts.DeliveryKind;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.metrics.BucketHistogram;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;

/** What is counted of deliveries. */
final class DeliveryMetrics {

    private final CvMetrics metrics;

    DeliveryMetrics(CvMetrics metrics) {
        this.metrics = metrics;
    }

    void pending(IntSupplier pending) {
        metrics.gauge(MetricNames.DELIVERIES_PENDING, pending::getAsInt);
    }

    void delivered(DeliveryKind kind) {
        count(kind, "delivered");
    }

    void failed(DeliveryKind kind) {
        count(kind, "failed");
    }

    void refused(DeliveryKind kind) {
        count(kind, "refused");
    }

    void expired(DeliveryKind kind) {
        count(kind, "expired");
    }

    /** A letter that tells of it, among all of them. */
    void deadLetter(ReasonCode reason) {
        metrics.counter(
                        MetricNames.DEAD_LETTERS_TOTAL,
                        MetricNames.REASON,
                        reason.name().toLowerCase(Locale.ROOT))
                .inc();
    }

    void retried(DeliveryKind kind) {
        metrics.counter(MetricNames.DELIVERY_RETRIES_TOTAL, MetricNames.KIND, name(kind)).inc();
    }

    void attempted(DeliveryKind kind, long nanos) {
        metrics.histogram(
                        MetricNames.DELIVERY_ATTEMPT_SECONDS,
                        BucketHistogram.seconds(),
                        MetricNames.KIND,
                        name(kind))
                .observe(Duration.ofNanos(nanos));
    }

    private void count(DeliveryKind kind, String result) {
        metrics.counter(
                        MetricNames.DELIVERIES_TOTAL,
                        MetricNames.KIND,
                        name(kind),
                        MetricNames.RESULT,
                        result)
                .inc();
    }

    private static String name(DeliveryKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
