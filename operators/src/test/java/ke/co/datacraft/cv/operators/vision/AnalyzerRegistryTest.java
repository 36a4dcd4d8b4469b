package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import org.junit.jupiter.api.Test;

class AnalyzerRegistryTest {

    private final AtomicLong now = new AtomicLong();
    private final List<Runnable> loading = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private Supplier<Analyzer> result = () -> FakeAnalyzer.findingNothing("task", 1);

    private final AnalyzerRegistry registry = registry(loading::add);

    private AnalyzerRegistry registry(Executor loader) {
        AnalyzerFactory factory =
                new AnalyzerFactory() {
                    @Override
                    public String key(String task, String model) {
                        if (task.equals("unknown")) {
                            throw new InferenceException(Reason.UNKNOWN_TASK, "unknown");
                        }
                        return task + '/' + (model == null ? "default" : model);
                    }

                    @Override
                    public Analyzer open(String task, String model) {
                        opened.add(task);
                        return result.get();
                    }
                };
        return new AnalyzerRegistry(factory, loader, now::get);
    }

    private void load() {
        List.copyOf(loading).forEach(Runnable::run);
        loading.clear();
    }

    @Test
    void opensEachAnalyzerOnce() {
        CompletableFuture<Analyzer> first = registry.find("task", null);
        CompletableFuture<Analyzer> same = registry.find("task", "default");
        CompletableFuture<Analyzer> other = registry.find("task", "other");
        assertThat(first).isNotDone();

        load();

        assertThat(first.join()).isSameAs(same.join()).isNotSameAs(other.join());
        assertThat(opened).hasSize(2);
        assertThat(registry.find("task", null)).isCompleted();
        assertThat(loading).isEmpty();
    }

    @Test
    void whatCannotBeLoadedIsTriedAgainAfterAWhile() {
        result =
                () -> {
                    throw new InferenceException(Reason.INVALID_MODEL, "damaged");
                };
        CompletableFuture<Analyzer> failed = registry.find("task", null);
        load();
        assertThat(failed).isCompletedExceptionally();

        now.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(registry.find("task", null)).isCompletedExceptionally();
        assertThat(loading).isEmpty();

        result = () -> FakeAnalyzer.findingNothing("task", 1);
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        CompletableFuture<Analyzer> again = registry.find("task", null);
        load();
        assertThat(again).isCompleted();
        assertThat(opened).hasSize(2);
    }

    @Test
    void whatDoesNotExistIsKnownAtOnce() {
        assertThat(registry.find("unknown", null)).isCompletedExceptionally();
        assertThat(loading).isEmpty();
    }

    @Test
    void closesWhatItOpenedAlsoWhatComesLate() {
        CompletableFuture<Analyzer> early = registry.find("task", null);
        load();
        CompletableFuture<Analyzer> late = registry.find("task", "late");

        registry.close();
        load();

        assertThat(((FakeAnalyzer) early.join()).isClosed()).isTrue();
        assertThat(((FakeAnalyzer) late.join()).isClosed()).isTrue();
    }
}
