package ke.co.datacraft.cv.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.InferenceException;
import org.junit.jupiter.api.Test;

class DynamicBatcherTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final FakeBatchingClock clock = new FakeBatchingClock(Long.MIN_VALUE);
    private final FakeExecutors executors = new FakeExecutors();
    private final List<String> runs = new ArrayList<>();

    private DynamicBatcher<String, String> batcher(BatchingPolicy policy) {
        return new DynamicBatcher<>(policy, this::process, executors, clock);
    }

    private static BatchingPolicy policy(int maxBatchSize, int executors) {
        return new BatchingPolicy(maxBatchSize, Duration.ZERO, 100, TIMEOUT, executors);
    }

    private void process(List<PendingRequest<String, String>> batch) {
        List<String> names = batch.stream().map(PendingRequest::request).toList();
        runs.add(String.join(" ", names));
        if (names.contains("bad")) {
            throw new IllegalArgumentException("bad input in a batch of " + names.size());
        }
        batch.forEach(each -> each.complete(each.request() + "!"));
    }

    private static RequestOptions priority(int priority) {
        return new RequestOptions(priority, null);
    }

    private static RequestOptions timeout(Duration timeout) {
        return new RequestOptions(0, timeout);
    }

    @Test
    void aFreeExecutorTakesARequestAtOnce() {
        var batcher = batcher(policy(8, 1));
        CompletableFuture<String> answer = batcher.submit("a", RequestOptions.DEFAULT);
        assertThat(executors.busy()).isEqualTo(1);
        executors.finishAll();
        assertThat(answer).isCompletedWithValue("a!");
    }

    @Test
    void whatWaitsWhileExecutorsAreBusySharesARun() {
        var batcher = batcher(policy(3, 1));
        for (String name : List.of("a", "b", "c", "d", "e")) {
            batcher.submit(name, RequestOptions.DEFAULT);
        }
        assertThat(batcher.statistics().queued()).isEqualTo(4);
        executors.finishAll();
        assertThat(runs).containsExactly("a", "b c d", "e");
        assertThat(batcher.statistics()).isEqualTo(new BatchingStatistics(0, 3, 5, 0, 0));
    }

    @Test
    void asManyBatchesRunAtOnceAsThereAreExecutors() {
        var batcher = batcher(policy(1, 2));
        for (String name : List.of("a", "b", "c")) {
            batcher.submit(name, RequestOptions.DEFAULT);
        }
        assertThat(executors.busy()).isEqualTo(2);
        executors.finishOne();
        assertThat(executors.busy()).isEqualTo(2);
    }

    @Test
    void higherPriorityGoesFirstAndTheOlderAmongEquals() {
        var batcher = batcher(policy(2, 1));
        batcher.submit("first", RequestOptions.DEFAULT);
        batcher.submit("low", priority(-1));
        batcher.submit("old", priority(5));
        batcher.submit("young", priority(5));
        batcher.submit("urgent", priority(9));
        executors.finishAll();
        assertThat(runs).containsExactly("first", "urgent old", "young low");
    }

    @Test
    void withAQueueDelayABatchStartsWhenItIsFullOrTheOldestHasWaited() {
        Duration delay = Duration.ofMillis(5);
        var batcher = batcher(new BatchingPolicy(2, delay, 100, TIMEOUT, 1));
        batcher.submit("a", RequestOptions.DEFAULT);
        clock.advance(Duration.ofMillis(4));
        assertThat(executors.busy()).isZero();
        clock.advance(Duration.ofMillis(1));
        executors.finishAll();
        batcher.submit("b", RequestOptions.DEFAULT);
        assertThat(executors.busy()).isZero();
        batcher.submit("c", RequestOptions.DEFAULT);
        executors.finishAll();
        assertThat(runs).containsExactly("a", "b c");
    }

    @Test
    void aRequestTellsHowLongItWaited() {
        List<Long> waits = new ArrayList<>();
        var batcher =
                new DynamicBatcher<String, String>(
                        policy(8, 1),
                        batch -> batch.forEach(each -> waits.add(each.queuedNanos())),
                        executors,
                        clock);
        batcher.submit("a", RequestOptions.DEFAULT);
        batcher.submit("b", RequestOptions.DEFAULT);
        clock.advance(Duration.ofNanos(300));
        batcher.submit("c", RequestOptions.DEFAULT);
        clock.advance(Duration.ofNanos(50));
        executors.finishAll();
        assertThat(waits).containsExactly(0L, 350L, 50L);
    }

    @Test
    void anExpiredRequestFailsWhenItsTimeIsOverAndNeverRuns() {
        var batcher = batcher(policy(8, 1));
        batcher.submit("running", RequestOptions.DEFAULT);
        CompletableFuture<String> late = batcher.submit("late", timeout(Duration.ofMillis(40)));
        CompletableFuture<String> patient = batcher.submit("patient", RequestOptions.DEFAULT);
        clock.advance(Duration.ofMillis(39));
        assertThat(late).isNotDone();
        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(late::join)
                .cause()
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("after waiting 40 ms")
                .extracting("reason")
                .isEqualTo(InferenceException.Reason.EXPIRED);
        executors.finishAll();
        assertThat(patient).isCompletedWithValue("patient!");
        assertThat(runs).containsExactly("running", "patient");
        assertThat(batcher.statistics().expired()).isEqualTo(1);
    }

    @Test
    void thePolicysTimeHoldsForRequestsWithoutOneAndEveryDeadlineIsAwaited() {
        var batcher = batcher(policy(8, 1));
        batcher.submit("running", RequestOptions.DEFAULT);
        CompletableFuture<String> usual = batcher.submit("usual", RequestOptions.DEFAULT);
        CompletableFuture<String> brief = batcher.submit("brief", timeout(Duration.ofMillis(1)));
        clock.advance(Duration.ofMillis(1));
        assertThat(brief).isCompletedExceptionally();
        clock.advance(TIMEOUT);
        assertThat(usual).isCompletedExceptionally();
        assertThat(clock.timers()).isZero();
    }

    @Test
    void aRequestThatItsCallerGaveUpDoesNotRun() {
        var batcher = batcher(policy(8, 1));
        batcher.submit("a", RequestOptions.DEFAULT);
        batcher.submit("b", RequestOptions.DEFAULT).cancel(false);
        batcher.submit("c", RequestOptions.DEFAULT);
        executors.finishAll();
        assertThat(runs).containsExactly("a", "c");
    }

    @Test
    void onlyTheRequestAtFaultFails() {
        var batcher = batcher(policy(3, 1));
        batcher.submit("a", RequestOptions.DEFAULT);
        CompletableFuture<String> before = batcher.submit("b", RequestOptions.DEFAULT);
        CompletableFuture<String> bad = batcher.submit("bad", RequestOptions.DEFAULT);
        CompletableFuture<String> after = batcher.submit("c", RequestOptions.DEFAULT);
        CompletableFuture<String> next = batcher.submit("d", RequestOptions.DEFAULT);
        executors.finishAll();
        assertThat(before).isCompletedWithValue("b!");
        assertThat(after).isCompletedWithValue("c!");
        assertThat(next).isCompletedWithValue("d!");
        assertThatThrownBy(bad::join).hasMessageContaining("bad input in a batch of 1");
        assertThat(runs).containsExactly("a", "b bad c", "b", "bad", "c", "d");
    }

    @Test
    void whatABatchAnsweredBeforeItFailedIsNotTriedAgain() {
        List<String> tried = new ArrayList<>();
        var batcher =
                new DynamicBatcher<String, String>(
                        policy(2, 1),
                        batch -> {
                            for (PendingRequest<String, String> each : batch) {
                                tried.add(each.request());
                                if (each.request().equals("bad")) {
                                    throw new IllegalArgumentException("bad");
                                }
                                each.complete("good");
                            }
                        },
                        executors,
                        clock);
        batcher.submit("a", RequestOptions.DEFAULT);
        CompletableFuture<String> good = batcher.submit("b", RequestOptions.DEFAULT);
        CompletableFuture<String> bad = batcher.submit("bad", RequestOptions.DEFAULT);
        executors.finishAll();
        assertThat(good).isCompletedWithValue("good");
        assertThat(bad).isCompletedExceptionally();
        assertThat(tried).containsExactly("a", "b", "bad", "bad");
    }

    @Test
    void anErrorOrAnAnswerThatIsMissingFailsTheRequestsAndFreesTheExecutor() {
        List<Integer> sizes = new ArrayList<>();
        var batcher =
                new DynamicBatcher<String, String>(
                        policy(2, 1),
                        batch -> {
                            sizes.add(batch.size());
                            if (batch.size() == 2) {
                                throw new StackOverflowError();
                            }
                        },
                        executors,
                        clock);
        CompletableFuture<String> forgotten = batcher.submit("a", RequestOptions.DEFAULT);
        CompletableFuture<String> failed = batcher.submit("b", RequestOptions.DEFAULT);
        batcher.submit("c", RequestOptions.DEFAULT);
        batcher.submit("d", RequestOptions.DEFAULT);
        executors.finishAll();
        assertThatThrownBy(forgotten::join).hasMessageContaining("without an answer");
        assertThatThrownBy(failed::join).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(sizes).containsExactly(1, 2, 1);
    }

    @Test
    void closingRunsWhatWaitsAndRefusesWhatComes() {
        Duration delay = Duration.ofSeconds(1);
        var batcher = batcher(new BatchingPolicy(8, delay, 100, TIMEOUT, 1));
        CompletableFuture<String> waiting = batcher.submit("a", RequestOptions.DEFAULT);
        batcher.close();
        assertThat(batcher.ended()).isNotDone();
        executors.finishAll();
        assertThat(waiting).isCompletedWithValue("a!");
        assertThat(batcher.ended()).isCompleted();
        assertThat(batcher.submit("b", RequestOptions.DEFAULT)).isCompletedExceptionally();
        assertThat(runs).containsExactly("a");
    }

    @Test
    void whatDependsOnAnAnswerMayAskAgainThoughTheQueueIsFull() {
        var batcher = batcher(new BatchingPolicy(1, Duration.ZERO, 1, TIMEOUT, 1));
        CompletableFuture<String> chain =
                batcher.submit("a", RequestOptions.DEFAULT)
                        .thenCompose(
                                first -> {
                                    batcher.submit("b", RequestOptions.DEFAULT);
                                    batcher.submit("c", RequestOptions.DEFAULT);
                                    return batcher.submit("d", RequestOptions.DEFAULT);
                                });
        executors.finishAll();
        assertThat(chain).isCompletedWithValue("d!");
    }

    @Test
    void aFullQueueHoldsCallersUpUntilTheirRequestsLeaveIt() throws InterruptedException {
        var batcher = batcher(new BatchingPolicy(1, Duration.ZERO, 1, TIMEOUT, 1));
        batcher.submit("running", RequestOptions.DEFAULT);
        batcher.submit("waiting", RequestOptions.DEFAULT);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        Thread caller =
                new Thread(() -> answers.add(batcher.submit("more", RequestOptions.DEFAULT)));
        caller.start();
        while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(batcher.statistics().queued()).isEqualTo(2);
        executors.finishOne();
        assertThat(answers).isEmpty();
        executors.finishOne();
        caller.join();
        executors.finishAll();
        assertThat(answers.get(0)).isCompletedWithValue("more!");
        assertThat(batcher.statistics().heldUp()).isEqualTo(1);
    }
}
