package ke.co.datacraft.cv.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.InferenceException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Whatever callers, executors and time do, in any order. */
class DynamicBatcherPropertiesTest {

    private static final Duration TIMEOUT = Duration.ofMillis(50);

    /** One event: a request comes, a batch ends, or time passes. */
    record Step(Kind kind, int priority, int millis, boolean fails) {}

    enum Kind {
        SUBMIT,
        FINISH,
        WAIT
    }

    record Request(int number, int priority, boolean fails) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(5, Kind.SUBMIT),
                                Tuple.of(2, Kind.FINISH),
                                Tuple.of(1, Kind.WAIT)),
                        Arbitraries.integers().between(-2, 2),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(0, 9).map(number -> number == 0))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    /** A batcher between fakes, and what became of everything. */
    private static final class Scenario {

        private final FakeBatchingClock clock = new FakeBatchingClock(Long.MAX_VALUE - 1_000_000);
        private final FakeExecutors executors = new FakeExecutors();
        private final List<Request> submitted = new ArrayList<>();
        private final List<Request> answered = new ArrayList<>();
        private final List<CompletableFuture<Request>> answers = new ArrayList<>();
        private final List<List<Request>> batches = new ArrayList<>();
        private final DynamicBatcher<Request, Request> batcher;

        Scenario(BatchingPolicy policy) {
            batcher = new DynamicBatcher<>(policy, this::process, executors, clock);
        }

        private void process(List<PendingRequest<Request, Request>> batch) {
            List<Request> requests = batch.stream().map(PendingRequest::request).toList();
            batches.add(requests);
            if (requests.stream().anyMatch(Request::fails)) {
                throw new IllegalArgumentException("fails");
            }
            batch.forEach(each -> each.complete(each.request()));
        }

        void take(Step step) {
            switch (step.kind()) {
                case SUBMIT -> submit(new Request(submitted.size(), step.priority(), step.fails()));
                case FINISH -> {
                    if (executors.busy() > 0) {
                        executors.finishOne();
                    }
                }
                case WAIT -> clock.advance(Duration.ofMillis(step.millis()));
            }
        }

        private void submit(Request request) {
            submitted.add(request);
            CompletableFuture<Request> answer =
                    batcher.submit(request, new RequestOptions(request.priority(), null));
            answer.whenComplete((value, failure) -> answered.add(request));
            answers.add(answer);
        }

        void end() {
            batcher.close();
            executors.finishAll();
            assertThat(batcher.ended()).isCompleted();
        }
    }

    @Property(tries = 500)
    void everyRequestIsAnsweredOnceInOrderAndNoBatchIsTooLarge(
            @ForAll("steps") List<Step> steps,
            @ForAll @IntRange(min = 1, max = 6) int maxBatchSize,
            @ForAll @IntRange(min = 1, max = 3) int executors,
            @ForAll @IntRange(max = 20) int delayMillis) {
        Duration delay = Duration.ofMillis(delayMillis);
        Scenario scenario =
                new Scenario(new BatchingPolicy(maxBatchSize, delay, 1000, TIMEOUT, executors));
        for (Step step : steps) {
            scenario.take(step);
            assertThat(scenario.executors.busy()).isLessThanOrEqualTo(executors);
        }
        scenario.end();

        assertThat(scenario.answered).containsExactlyInAnyOrderElementsOf(scenario.submitted);
        assertThat(scenario.batches)
                .allSatisfy(
                        batch -> {
                            assertThat(batch).hasSizeBetween(1, maxBatchSize);
                            assertThat(batch)
                                    .isSortedAccordingTo(
                                            Comparator.comparing(Request::priority)
                                                    .reversed()
                                                    .thenComparing(Request::number));
                        });
        assertEachAnswerFits(scenario);
    }

    private static void assertEachAnswerFits(Scenario scenario) {
        List<Request> ran = scenario.batches.stream().flatMap(List::stream).distinct().toList();
        for (Request request : scenario.submitted) {
            CompletableFuture<Request> answer = scenario.answers.get(request.number());
            if (!ran.contains(request)) {
                assertThat(failure(answer)).isInstanceOf(InferenceException.class);
            } else if (request.fails()) {
                assertThat(failure(answer)).isInstanceOf(IllegalArgumentException.class);
            } else {
                assertThat(answer).isCompletedWithValue(request);
            }
        }
        BatchingStatistics statistics = scenario.batcher.statistics();
        assertThat(statistics.queued()).isZero();
        assertThat(statistics.expired()).isEqualTo(scenario.submitted.size() - ran.size());
    }

    private static Throwable failure(CompletableFuture<?> future) {
        return future.handle((value, failure) -> failure).join();
    }
}
