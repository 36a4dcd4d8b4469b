package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
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

    private static final class FakeSlot implements AutoCloseable {

        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }
}
