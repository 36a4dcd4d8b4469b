package ke.co.datacraft.cv.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.contracts.DeliveryKind;
import ke.co.datacraft.cv.contracts.DeliveryTarget;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;
import ke.co.datacraft.cv.operators.testing.TestingMetricGroup;
import org.junit.jupiter.api.Test;

class CourierTest {

    private static final DeliveryTarget OTHER = new DeliveryTarget(DeliveryKind.WEBHOOK, "other");

    private final TestingLoop loop = new TestingLoop();
    private final TestingAdapter adapter = new TestingAdapter();
    private final TestingMetricGroup metrics = new TestingMetricGroup();
    private final List<String> outcomes = new ArrayList<>();
    private final Courier courier =
            new Courier(
                    loop,
                    Map.of(DeliveryKind.WEBHOOK, adapter),
                    new DeliverySettings.Limits(
                            Duration.ofHours(1),
                            Duration.ofMinutes(10),
                            Duration.ofSeconds(2),
                            Duration.ofMinutes(1),
                            5,
                            2),
                    new DeliveryMetrics(CvMetrics.of(metrics)),
                    () -> 0);

    @Test
    void messagesOfOneAlertGoOneAfterAnotherAndAlertsBesideEachOther() {
        deliver(1, 0);
        deliver(1, 1);
        deliver(2, 0);
        deliver(3, 0);
        loop.run();
        assertThat(adapter.open()).containsExactly("1/0", "2/0");
        adapter.succeed("1/0");
        loop.run();
        assertThat(adapter.open()).containsExactly("2/0", "3/0");
        adapter.succeed("2/0");
        loop.run();
        assertThat(adapter.open()).containsExactly("3/0", "1/1");
        adapter.succeed("1/1");
        adapter.succeed("3/0");
        loop.run();
        assertThat(outcomes)
                .containsExactly("1/0 done 1", "2/0 done 1", "1/1 done 1", "3/0 done 1");
        assertThat(courier.pending()).isZero();
    }

    @Test
    void waitsLongerFromAttemptToAttemptAndThenGivesUp() {
        deliver(1, 0);
        deliver(1, 1);
        loop.run();
        List<Long> seconds = new ArrayList<>();
        while (outcomes.isEmpty()) {
            seconds.add(Duration.ofNanos(loop.nanos()).toSeconds());
            adapter.fail("1/0", DeliveryException.passing("busy"));
            loop.run();
            if (outcomes.isEmpty()) {
                loop.forward();
            }
        }
        // Half of 2, 4, 8 … 60 seconds, as the random part is nil; then 30 more until 10 minutes.
        assertThat(seconds).startsWith(0L, 1L, 3L, 7L, 15L, 31L, 61L, 91L).endsWith(571L);
        assertThat(outcomes).containsExactly("1/0 busy " + seconds.size());
        assertThat(adapter.open()).containsExactly("1/1");
        assertThat(metrics.value("cv_deliveries_total{kind=webhook,result=failed}")).isEqualTo(1);
        assertThat(metrics.value("cv_delivery_retries_total{kind=webhook}"))
                .isEqualTo(seconds.size() - 1);
    }

    @Test
    void waitsAsLongAsTheTargetAsks() {
        deliver(1, 0);
        loop.run();
        adapter.fail("1/0", DeliveryException.passing("busy", Duration.ofSeconds(40)));
        loop.run();
        loop.forward();
        assertThat(loop.nanos()).isEqualTo(Duration.ofSeconds(40).toNanos());
        adapter.fail("1/0", DeliveryException.passing("busy", Duration.ofDays(1)));
        loop.run();
        loop.forward();
        assertThat(loop.nanos()).isEqualTo(Duration.ofSeconds(100).toNanos());
    }

    @Test
    void whatCannotPassIsTriedOnce() {
        deliver(1, 0);
        loop.run();
        adapter.fail("1/0", DeliveryException.permanent("gone"));
        loop.run();
        assertThat(outcomes).containsExactly("1/0 gone 1");
        assertThat(loop.isIdle()).isTrue();
    }

    @Test
    void oneTargetThatIsAwayTakesNoOthersPlaces() {
        for (int alert = 1; alert <= 6; alert++) {
            deliver(alert, 0);
        }
        courier.deliver(
                Alerts.delivery(7, 0, OTHER), (failure, attempts) -> outcomes.add("7/0 done"));
        loop.run();
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0)).startsWith("6/0 5 alerts wait for webhook/desk").endsWith(" 0");
        assertThat(adapter.open()).containsExactly("1/0", "2/0", "7/0");
        assertThat(metrics.value("cv_deliveries_total{kind=webhook,result=refused}")).isEqualTo(1);
    }

    @Test
    void anAlertInItsPauseLetsOthersGo() {
        deliver(1, 0);
        deliver(2, 0);
        deliver(3, 0);
        loop.run();
        adapter.fail("1/0", DeliveryException.passing("busy"));
        adapter.fail("2/0", DeliveryException.passing("busy"));
        loop.run();
        assertThat(adapter.open()).containsExactly("3/0");
    }

    private void deliver(int alert, int sequence) {
        courier.deliver(
                Alerts.delivery(alert, sequence, Alerts.DESK),
                (failure, attempts) ->
                        outcomes.add(
                                "%d/%d %s %d"
                                        .formatted(
                                                alert,
                                                sequence,
                                                failure == null ? "done" : failure.getMessage(),
                                                attempts)));
    }

    /** Attempts that the test answers. */
    private static final class TestingAdapter implements DeliveryAdapter {

        private final Map<String, CompletableFuture<Void>> open = new LinkedHashMap<>();

        @Override
        public CompletableFuture<Void> send(Delivery delivery) {
            CompletableFuture<Void> answer = new CompletableFuture<>();
            open.put(
                    delivery.alert().id().getLeastSignificantBits()
                            + "/"
                            + delivery.alert().sequence(),
                    answer);
            return answer;
        }

        List<String> open() {
            return List.copyOf(open.keySet());
        }

        void succeed(String delivery) {
            open.remove(delivery).complete(null);
        }

        void fail(String delivery, DeliveryException failure) {
            open.remove(delivery).completeExceptionally(failure);
        }

        @Override
        public void close() {
            open.clear();
        }
    }

    /** Time that the test moves. */
    private static final class TestingLoop implements DeliveryLoop {

        private record Task(long at, long number, Runnable task) {}

        private final PriorityQueue<Task> tasks =
                new PriorityQueue<>(
                        Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
        private long now;
        private long number;

        @Override
        public void execute(Runnable task) {
            tasks.add(new Task(now, number++, task));
        }

        @Override
        public void schedule(Runnable task, Duration pause) {
            tasks.add(new Task(now + pause.toNanos(), number++, task));
        }

        @Override
        public long nanos() {
            return now;
        }

        /** Runs what is due. */
        void run() {
            while (!tasks.isEmpty() && tasks.peek().at() <= now) {
                tasks.poll().task().run();
            }
        }

        /** Goes on to what is due next. */
        void forward() {
            now = tasks.peek().at();
            run();
        }

        boolean isIdle() {
            return tasks.isEmpty();
        }

        @Override
        public void close() {
            tasks.clear();
        }
    }
}
