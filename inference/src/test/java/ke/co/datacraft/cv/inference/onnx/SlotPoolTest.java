package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SlotPoolTest {

    private final List<FakeSlot> made = new ArrayList<>();
    private final SlotPool<FakeSlot> pool = new SlotPool<>(this::make);

    private FakeSlot make() {
        FakeSlot slot = new FakeSlot();
        made.add(slot);
        return slot;
    }

    @Test
    void reusesWhatCameBackAndMakesAsManyAsAreUsedAtOnce() {
        FakeSlot first = pool.with(slot -> slot);
        assertThat(pool.<FakeSlot>with(slot -> slot)).isSameAs(first);
        pool.with(outer -> pool.with(inner -> assertThat(inner).isNotSameAs(outer)));
        assertThat(made).hasSize(2);
        pool.close();
        assertThat(made).allMatch(slot -> slot.closed);
    }

    @Test
    void closesALentSlotWhenItComesBack() {
        pool.with(
                slot -> {
                    pool.close();
                    assertThat(slot.closed).isFalse();
                    return slot;
                });
        assertThat(made).singleElement().matches(slot -> slot.closed);
        assertThatIllegalStateException().isThrownBy(() -> pool.with(slot -> slot));
    }

    @Test
    void doesNotLendASlotAgainWhoseUseFailed() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                pool.with(
                                        slot -> {
                                            throw new IllegalArgumentException("broken");
                                        }));
        assertThat(made).singleElement().matches(slot -> slot.closed);
        assertThat(pool.<FakeSlot>with(slot -> slot).closed).isFalse();
    }

    @Test
    void lendsUntilTheFutureIsDone() {
        CompletableFuture<String> work = new CompletableFuture<>();
        List<FakeSlot> lent = new ArrayList<>();
        CompletableFuture<String> answer =
                pool.lend(
                        slot -> {
                            lent.add(slot);
                            return work;
                        });
        assertThat(pool.<FakeSlot>with(slot -> slot)).isNotSameAs(lent.get(0));
        pool.close();
        assertThat(lent.get(0).closed).isFalse();
        work.complete("done");
        assertThat(answer).isCompletedWithValue("done");
        assertThat(lent.get(0).closed).isTrue();
        assertThat(pool.lend(slot -> work)).isCompletedExceptionally();
    }

    @Test
    void doesNotLendASlotAgainWhoseFutureFailed() {
        CompletableFuture<String> failed =
                CompletableFuture.failedFuture(new IllegalStateException("broken"));
        CompletableFuture<String> later = new CompletableFuture<>();
        pool.lend(slot -> failed);
        assertThat(made).singleElement().matches(slot -> slot.closed);
        pool.lend(slot -> later);
        later.completeExceptionally(new IllegalStateException("broken"));
        assertThat(made).hasSize(2).allMatch(slot -> slot.closed);
    }

    private static final class FakeSlot implements AutoCloseable {

        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }
}
