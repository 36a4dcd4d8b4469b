package ke.co.datacraft.cv.operators.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import ke.co.datacraft.cv.contracts.DeliveryKind;
import ke.co.datacraft.cv.contracts.DeliveryTarget;
import ke.co.datacraft.cv.operators.fetch.RetryPolicy;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;

/**
 * Decides when which attempt is made. Targets do not wait for each other: each has a bound of
 * alerts that wait and of attempts at once. Messages of one alert reach a target in their order;
 * one that is given up lets the next go on.
 *
 * <p>Everything but {@link #deliver} runs on the loop, so nothing is locked.
 */
final class Courier {

    /** Told on the loop, once. */
    interface Done {

        /**
         * What came of it.
         *
         * @param failure why the target has not got it; null when it has
         * @param attempts how often it was tried
         */
        void done(DeliveryException failure, int attempts);
    }

    private final DeliveryLoop loop;
    private final Map<DeliveryKind, DeliveryAdapter> adapters;
    private final DeliverySettings.Limits limits;
    private final RetryPolicy retries;
    private final DeliveryMetrics metrics;
    private final Map<DeliveryPlace, Lane> lanes = new HashMap<>();
    private final AtomicInteger pending = new AtomicInteger();

    /** A target of a tenant: tenants do not take each other's places. */
    private record DeliveryPlace(String tenantId, DeliveryTarget target) {}

    /** An alert on its way. */
    private static final class Parcel {
        private final Delivery delivery;
        private final Done done;
        private final long since;
        private int attempts;

        Parcel(Delivery delivery, Done done, long since) {
            this.delivery = delivery;
            this.done = done;
            this.since = since;
        }
    }

    /** What waits for one target. */
    private static final class Lane {
        private final Map<UUID, Deque<Parcel>> alerts = new HashMap<>();
        private final Deque<Parcel> ready = new ArrayDeque<>();
        private int running;
        private int size;
    }

    /**
     * @param loop thread of everything
     * @param adapters one of each kind
     * @param limits bounds for every target
     * @param metrics counters
     * @param random numbers from 0 (inclusive) to 1 (exclusive)
     */
    Courier(
            DeliveryLoop loop,
            Map<DeliveryKind, DeliveryAdapter> adapters,
            DeliverySettings.Limits limits,
            DeliveryMetrics metrics,
            DoubleSupplier random) {
        this.loop = loop;
        this.adapters = adapters;
        this.limits = limits;
        this.metrics = metrics;
        this.retries =
                new RetryPolicy(
                        Integer.MAX_VALUE, limits.initialBackoff(), limits.maxBackoff(), random);
    }

    /** Takes an alert; any thread. */
    void deliver(Delivery delivery, Done done) {
        loop.execute(() -> admit(new Parcel(delivery, done, loop.nanos())));
    }

    /** Alerts that wait; any thread. */
    int pending() {
        return pending.get();
    }

    private void admit(Parcel parcel) {
        Delivery delivery = parcel.delivery;
        DeliveryPlace place = new DeliveryPlace(delivery.alert().tenantId(), delivery.target());
        Lane lane = lanes.computeIfAbsent(place, key -> new Lane());
        if (lane.size >= limits.pending()) {
            metrics.refused(delivery.target().kind());
            parcel.done.done(
                    DeliveryException.permanent(
                            lane.size
                                    + " alerts wait for "
                                    + delivery.target().path()
                                    + ", as many as CV_DELIVERY_PENDING allows; see whether it"
                                    + " answers, then replay this dead letter"),
                    0);
            return;
        }
        lane.size++;
        pending.incrementAndGet();
        Deque<Parcel> queue =
                lane.alerts.computeIfAbsent(delivery.alert().id(), id -> new ArrayDeque<>());
        queue.add(parcel);
        if (queue.size() == 1) {
            lane.ready.add(parcel);
            startReady(place, lane);
        }
    }

    private void startReady(DeliveryPlace place, Lane lane) {
        while (lane.running < limits.concurrent() && !lane.ready.isEmpty()) {
            Parcel parcel = lane.ready.poll();
            lane.running++;
            parcel.attempts++;
            DeliveryKind kind = parcel.delivery.target().kind();
            if (parcel.attempts > 1) {
                metrics.retried(kind);
            }
            long begun = loop.nanos();
            adapters.get(kind)
                    .send(parcel.delivery)
                    .whenComplete(
                            (nothing, error) ->
                                    loop.execute(
                                            () -> {
                                                metrics.attempted(kind, loop.nanos() - begun);
                                                attempted(place, lane, parcel, error);
                                            }));
        }
    }

    private void attempted(DeliveryPlace place, Lane lane, Parcel parcel, Throwable error) {
        lane.running--;
        if (error == null) {
            metrics.delivered(parcel.delivery.target().kind());
            end(place, lane, parcel, null);
        } else {
            DeliveryException failure = failure(error);
            Duration pause = pause(parcel.attempts, failure);
            boolean isTime =
                    loop.nanos() - parcel.since + pause.toNanos() < limits.giveUpAfter().toNanos();
            if (failure.mayPass() && isTime) {
                loop.schedule(
                        () -> {
                            lane.ready.add(parcel);
                            startReady(place, lane);
                        },
                        pause);
            } else {
                metrics.failed(parcel.delivery.target().kind());
                end(place, lane, parcel, failure);
            }
        }
        startReady(place, lane);
    }

    private void end(DeliveryPlace place, Lane lane, Parcel parcel, DeliveryException failure) {
        UUID alert = parcel.delivery.alert().id();
        Deque<Parcel> queue = lane.alerts.get(alert);
        queue.poll();
        if (queue.isEmpty()) {
            lane.alerts.remove(alert);
        } else {
            lane.ready.add(queue.peek());
        }
        lane.size--;
        if (lane.size == 0) {
            lanes.remove(place);
        }
        pending.decrementAndGet();
        parcel.done.done(failure, parcel.attempts);
    }

    private Duration pause(int attempts, DeliveryException failure) {
        Duration asked =
                failure.pause().compareTo(limits.maxBackoff()) < 0
                        ? failure.pause()
                        : limits.maxBackoff();
        Duration own = retries.backoff(attempts);
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private static DeliveryException failure(Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        return cause instanceof DeliveryException failure
                ? failure
                : DeliveryException.passing("The attempt failed: " + cause);
    }
}
