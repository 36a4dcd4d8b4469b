package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import ke.co.datacraft.cv.operators.settings.ModelLimits;
import org.junit.jupiter.api.Test;

class AnalyzerRegistryTest {

    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int MAX_LOADED = 2;

    private final AtomicLong now = new AtomicLong();
    private final List<Runnable> loading = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private Supplier<Analyzer> result = () -> FakeAnalyzer.findingNothing("task", 1);

    private final AnalyzerRegistry registry =
            new AnalyzerRegistry(
                    factory(), new ModelLimits(MAX_LOADED, IDLE, 1), loading::add, now::get);

    private AnalyzerFactory factory() {
        return new AnalyzerFactory() {
            @Override
            public String key(String task, String model) {
                if (task.equals("unknown")) {
                    throw new InferenceException(Reason.UNKNOWN_TASK, "unknown");
                }
                return task + '/' + (model == null ? "default" : model);
            }

            @Override
            public String unversioned(String task, String model) {
                return model;
            }

            @Override
            public Set<String> tasks(String model) {
                return Set.of("task");
            }

            @Override
            public Analyzer open(String task, String model) {
                opened.add(task);
                return result.get();
            }
        };
    }

    /** Does what the loader's threads would do. */
    private void load() {
        while (!loading.isEmpty()) {
            loading.remove(0).run();
        }
    }

    private AnalyzerLease loaded(String model) {
        CompletableFuture<AnalyzerLease> lease = registry.lease("task", model);
        load();
        return lease.join();
    }

    private static FakeAnalyzer analyzer(AnalyzerLease lease) {
        return (FakeAnalyzer) lease.analyzer();
    }

    @Test
    void opensEachAnalyzerOnce() {
        CompletableFuture<AnalyzerLease> first = registry.lease("task", null);
        CompletableFuture<AnalyzerLease> same = registry.lease("task", "default");
        CompletableFuture<AnalyzerLease> other = registry.lease("task", "other");
        assertThat(first).isNotDone();

        load();

        assertThat(first.join().analyzer())
                .isSameAs(same.join().analyzer())
                .isNotSameAs(other.join().analyzer());
        assertThat(opened).hasSize(2);
        assertThat(registry.lease("task", null)).isCompleted();
        assertThat(loading).isEmpty();
    }

    @Test
    void whatCannotBeLoadedIsTriedAgainAfterAWhile() {
        result =
                () -> {
                    throw new InferenceException(Reason.INVALID_MODEL, "damaged");
                };
        CompletableFuture<AnalyzerLease> failed = registry.lease("task", null);
        load();
        assertThat(failed).isCompletedExceptionally();

        now.addAndGet(Duration.ofSeconds(29).toNanos());
        registry.closeIdle();
        assertThat(registry.lease("task", null)).isCompletedExceptionally();
        assertThat(loading).isEmpty();

        result = () -> FakeAnalyzer.findingNothing("task", 1);
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        CompletableFuture<AnalyzerLease> again = registry.lease("task", null);
        load();
        assertThat(again).isCompleted();
        assertThat(opened).hasSize(2);
    }

    @Test
    void whatDoesNotExistIsKnownAtOnce() {
        assertThat(registry.lease("unknown", null)).isCompletedExceptionally();
        assertThat(loading).isEmpty();
    }

    @Test
    void theLongestUnusedLeavesForTheNext() {
        AnalyzerLease first = loaded("a");
        AnalyzerLease second = loaded("b");
        second.close();
        now.addAndGet(1);
        first.close();

        loaded("c");

        assertThat(analyzer(first).isClosed()).isFalse();
        assertThat(analyzer(second).isClosed()).isTrue();
        assertThat(registry.loaded()).isEqualTo(MAX_LOADED);
    }

    @Test
    void whatIsInUseIsNeverClosedAndLeavesAsSoonAsItIsNot() {
        AnalyzerLease first = loaded("a");
        AnalyzerLease second = loaded("b");
        AnalyzerLease third = loaded("c");
        now.addAndGet(IDLE.multipliedBy(2).toNanos());
        registry.closeIdle();
        assertThat(registry.loaded()).isEqualTo(3);

        second.close();
        second.close();
        load();

        assertThat(analyzer(second).isClosed()).isTrue();
        assertThat(analyzer(first).isClosed()).isFalse();
        assertThat(analyzer(third).isClosed()).isFalse();
    }

    @Test
    void whatNobodyUsesForAWhileIsClosedAndOpenedAgainWhenAskedFor() {
        AnalyzerLease used = loaded("a");
        AnalyzerLease idle = loaded("b");
        idle.close();

        now.addAndGet(IDLE.toNanos() - 1);
        registry.closeIdle();
        assertThat(analyzer(idle).isClosed()).isFalse();
        now.addAndGet(1);
        registry.closeIdle();

        assertThat(analyzer(idle).isClosed()).isTrue();
        assertThat(analyzer(used).isClosed()).isFalse();
        assertThat(registry.loaded()).isEqualTo(1);
        assertThat(loaded("b").analyzer()).isNotSameAs(idle.analyzer());
    }

    @Test
    void nothingIsClosedUnderItsUsersHoweverManyComeAndGo() {
        AtomicBoolean usedWhileClosed = new AtomicBoolean();
        ExecutorService loader = Executors.newSingleThreadExecutor();
        AnalyzerRegistry busy =
                new AnalyzerRegistry(
                        factory(), new ModelLimits(1, Duration.ZERO, 1), loader, System::nanoTime);
        try {
            IntStream.range(0, 4)
                    .parallel()
                    .forEach(
                            thread -> {
                                for (int i = 0; i < 2000; i++) {
                                    String model = Integer.toString((i + thread) % 3);
                                    try (AnalyzerLease lease = busy.lease("task", model).join()) {
                                        if (analyzer(lease).isClosed()) {
                                            usedWhileClosed.set(true);
                                        }
                                    }
                                    busy.closeIdle();
                                }
                            });
        } finally {
            loader.shutdown();
            busy.close();
        }

        assertThat(usedWhileClosed).isFalse();
        assertThat(busy.loaded()).isLessThanOrEqualTo(3);
    }

    @Test
    void closesWhatItOpenedAlsoWhatComesLate() {
        AnalyzerLease early = loaded("early");
        CompletableFuture<AnalyzerLease> late = registry.lease("task", "late");

        registry.close();
        load();

        assertThat(analyzer(early).isClosed()).isTrue();
        assertThat(analyzer(late.join()).isClosed()).isTrue();
    }
}
