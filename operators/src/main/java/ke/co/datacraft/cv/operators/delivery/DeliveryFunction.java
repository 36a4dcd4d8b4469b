package ke.co.datacraft.cv.operators.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.DeliveryKind;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.operators.admission.DeadLetters;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Hands alerts on, at least once: what was not done at a checkpoint begins anew after a restart,
 * with the same identity. What a target does not get is a dead letter, which a replay sends to that
 * target alone.
 */
public final class DeliveryFunction extends RichAsyncFunction<Delivery, DeadLetter> {

    private static final long serialVersionUID = 1L;

    private final DeliverySettings settings;

    private transient DeliveryLoop loop;
    private transient Map<DeliveryKind, DeliveryAdapter> adapters;
    private transient Courier courier;
    private transient DeliveryMetrics metrics;

    /** Deliveries to the targets of an installation. */
    public DeliveryFunction(DeliverySettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        metrics = new DeliveryMetrics(CvMetrics.of(getRuntimeContext().getMetricGroup()));
        adapters = new EnumMap<>(DeliveryKind.class);
        adapters.put(
                DeliveryKind.WEBHOOK,
                new WebhookAdapter(
                        new WebhookTargets(settings.webhooks().targetsPath()),
                        settings.webhooks(),
                        Clock.systemUTC()));
        adapters.put(
                DeliveryKind.MQTT,
                settings.mqtt() == null ? MqttAdapter.absent() : new MqttAdapter(settings.mqtt()));
        loop = DeliveryLoop.start("deliveries");
        courier =
                new Courier(
                        loop,
                        adapters,
                        settings.limits(),
                        metrics,
                        () -> ThreadLocalRandom.current().nextDouble());
        metrics.pending(courier::pending);
    }

    @Override
    public void asyncInvoke(Delivery delivery, ResultFuture<DeadLetter> result) {
        courier.deliver(
                delivery,
                (failure, attempts) ->
                        result.complete(
                                failure == null
                                        ? List.of()
                                        : List.of(
                                                letter(delivery, failure.getMessage(), attempts))));
    }

    /** The courier gives up by itself; this is for the case that it cannot. */
    @Override
    public void timeout(Delivery delivery, ResultFuture<DeadLetter> result) {
        result.complete(List.of(letter(delivery, "nothing came of it in time; replay it", 0)));
    }

    private DeadLetter letter(Delivery delivery, String message, int attempts) {
        metrics.deadLetter(ReasonCode.DELIVERY_FAILED);
        SourceRecord record = delivery.record();
        List<RecordHeader> headers = new ArrayList<>();
        if (record.headers() != null) {
            headers.addAll(record.headers());
        }
        headers.removeIf(header -> header.name().equals(Topics.DELIVERY_HEADER));
        headers.add(new RecordHeader(Topics.DELIVERY_HEADER, delivery.target().path(), "utf-8"));
        String words =
                "alert %s was not handed on to %s: %s"
                        .formatted(delivery.alert().id(), delivery.target().path(), message);
        return DeadLetters.of(
                record,
                delivery.target(),
                headers,
                new DeadLetters.Attempts(
                        new Failure(ReasonCode.DELIVERY_FAILED, words),
                        attempts,
                        System.currentTimeMillis()));
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
        if (adapters != null) {
            adapters.values().forEach(DeliveryAdapter::close);
        }
    }
}
