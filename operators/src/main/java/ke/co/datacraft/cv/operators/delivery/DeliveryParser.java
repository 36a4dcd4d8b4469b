package ke.co.datacraft.cv.operators.delivery;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DeliveryTarget;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.admission.DeadLetters;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes a delivery of each target of an alert. An alert that is too old is not handed on any more:
 * nobody wants to be woken for what was yesterday. A record that was sent again for one target goes
 * to that alone.
 */
public final class DeliveryParser extends ProcessFunction<SourceRecord, Delivery> {

    private static final long serialVersionUID = 1L;

    private final long maxAgeMillis;
    private transient DeliveryMetrics metrics;

    /**
     * @param maxAge age of a record from which its alert is not handed on
     */
    public DeliveryParser(Duration maxAge) {
        this.maxAgeMillis = maxAge.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        metrics = new DeliveryMetrics(CvMetrics.of(getRuntimeContext().getMetricGroup()));
    }

    @Override
    public void processElement(SourceRecord record, Context context, Collector<Delivery> out) {
        long now = context.timerService().currentProcessingTime();
        try {
            Alert alert = ContractCodec.read(record.value(), Alert.class);
            if (alert.id() == null || alert.tenantId() == null || alert.type() == null) {
                throw new ContractException(
                        ReasonCode.INVALID_FIELD,
                        "id, tenant_id or type is absent; send alerts as AnalyticsJob writes them");
            }
            for (DeliveryTarget target : targets(alert, record)) {
                if (now - record.timestamp() > maxAgeMillis) {
                    metrics.expired(target.kind());
                } else {
                    out.collect(new Delivery(record, alert, target));
                }
            }
        } catch (ContractException e) {
            metrics.deadLetter(e.reason());
            context.output(
                    OutputTags.DEAD_LETTERS,
                    DeadLetters.of(record, new Failure(e.reason(), e.getMessage()), now));
        }
    }

    private static Set<DeliveryTarget> targets(Alert alert, SourceRecord record) {
        Set<DeliveryTarget> targets = new LinkedHashSet<>(alert.deliveries());
        targets.removeIf(
                target -> target == null || target.kind() == null || target.name() == null);
        if (record.headers() != null) {
            for (RecordHeader header : record.headers()) {
                if (header.name().equals(Topics.DELIVERY_HEADER)) {
                    targets.removeIf(target -> !target.path().equals(header.value()));
                }
            }
        }
        return targets;
    }
}
