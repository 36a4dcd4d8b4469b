package ke.co.datacraft.cv.bridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import ke.co.datacraft.cv.bridge.system.DependencyState.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DependencyMonitorTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final CountDownLatch released = new CountDownLatch(1);
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private DependencyMonitor monitor;

    @AfterEach
    void release() {
        released.countDown();
        monitor.close();
    }

    @Test
    void whatAnswersIsUpAndWhatFailsSaysWhy() {
        watch(
                new TestingCheck("database", true, () -> {}),
                new TestingCheck(
                        "kafka",
                        false,
                        () -> {
                            throw new DependencyDownException("No broker answers");
                        }));

        List<DependencyState> states = monitor.states();

        assertThat(states)
                .extracting(DependencyState::name, DependencyState::state, DependencyState::reason)
                .containsExactly(
                        tuple("database", State.UP, null),
                        tuple("kafka", State.DOWN, "No broker answers"));
        assertThat(states.get(0).latencyMs()).isNotNegative();
        assertThat(states.get(0).checkedAt()).isEqualTo(NOW);
        assertThat(Readiness.of(states).status()).isEqualTo("degraded");
    }

    @Test
    void whatIsSaidToEveryoneHoldsNoDetailOfAFault() {
        watch(
                new TestingCheck(
                        "redis",
                        false,
                        () -> {
                            throw new IllegalStateException("redis://user:hush@10.0.0.7");
                        }));

        assertThat(monitor.states().get(0).reason()).doesNotContain("hush", "10.0.0.7");
    }

    @Test
    void whatHangsIsDownAndHoldsNobodyUpNorTakesMoreThanOneThread() {
        AtomicInteger entered = new AtomicInteger();
        watch(
                new TestingCheck(
                        "storage",
                        false,
                        () -> {
                            entered.incrementAndGet();
                            released.await();
                        }),
                new TestingCheck("database", true, () -> {}));

        List<DependencyState> first = monitor.states();
        List<DependencyState> second = monitor.states();

        assertThat(first.get(0).reason()).isEqualTo("No answer within 1000 ms");
        assertThat(first.get(1).isUp()).isTrue();
        assertThat(second.get(0).isUp()).isFalse();
        assertThat(entered).hasValue(1);
    }

    @Test
    void withoutWhatIsRequiredNothingIsReady() {
        watch(
                new TestingCheck(
                        "database",
                        true,
                        () -> {
                            throw new DependencyDownException("It cannot be reached");
                        }),
                new TestingCheck("kafka", false, () -> {}));

        Readiness readiness = Readiness.of(monitor.states());

        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.status()).isEqualTo("not_ready");
    }

    @Test
    void prometheusIsToldWhatWasFoundLast() {
        watch(new TestingCheck("kafka", false, () -> {}));

        monitor.states();

        assertThat(
                        registry.scrape().stream()
                                .filter(
                                        snapshot ->
                                                snapshot.getMetadata()
                                                        .getName()
                                                        .equals("cv_bridge_dependency_up"))
                                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                                .map(point -> point.getLabels().get("dependency")))
                .containsExactly("kafka");
    }

    private void watch(DependencyCheck... checks) {
        monitor =
                new DependencyMonitor(List.of(checks), Clock.fixed(NOW, ZoneOffset.UTC), registry);
    }

    private interface Work {
        void run() throws Exception;
    }

    private record TestingCheck(String name, boolean required, Work work)
            implements DependencyCheck {
        @Override
        public void check() throws Exception {
            work.run();
        }
    }
}
