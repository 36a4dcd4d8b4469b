package ke.co.datacraft.cv.operators.camera.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;
import org.junit.jupiter.api.Test;

class HeldBoxesTest {

    private static BoundingBox at(float x) {
        return new BoundingBox(x, 10, 20, 20);
    }

    @Test
    void aBoxThatIsFoundIsNotHeldAndOneThatIsMissedIs() {
        HeldBoxes held = new HeldBoxes(2);
        assertThat(held.step(List.of(at(10)))).isEmpty();
        assertThat(held.step(List.of(at(10)))).isEmpty();
        assertThat(held.step(List.of())).containsExactly(at(10));
        assertThat(held.step(List.of())).containsExactly(at(10));
        assertThat(held.step(List.of())).isEmpty();
    }

    @Test
    void aBoxThatIsFoundAgainIsHeldAnew() {
        HeldBoxes held = new HeldBoxes(2);
        held.step(List.of(at(10)));
        held.step(List.of());
        assertThat(held.step(List.of(at(12)))).isEmpty();
        assertThat(held.step(List.of())).hasSize(1);
        assertThat(held.step(List.of())).hasSize(1);
        assertThat(held.step(List.of())).isEmpty();
    }

    @Test
    void whatMovesIsHiddenWhereItWasAndWhereItGoes() {
        HeldBoxes held = new HeldBoxes(3);
        held.step(List.of(at(10)));
        held.step(List.of(at(20)));
        assertThat(held.step(List.of())).containsExactly(new BoundingBox(20, 10, 30, 20));
        assertThat(held.step(List.of())).containsExactly(new BoundingBox(20, 10, 40, 20));
        // Found where it was expected: it is the same, and nothing else is missing.
        assertThat(held.step(List.of(at(50)))).isEmpty();
    }

    @Test
    void anotherThingDoesNotTakeThePlaceOfOneThatIsMissed() {
        HeldBoxes held = new HeldBoxes(1);
        held.step(List.of(at(10)));
        assertThat(held.step(List.of(at(60)))).containsExactly(at(10));
        // Two things close to each other, of which one is missed.
        HeldBoxes pair = new HeldBoxes(1);
        pair.step(List.of(at(10), at(22)));
        assertThat(pair.step(List.of(at(22)))).containsExactly(at(10));
    }

    @Test
    void nothingIsHeldForNoFrames() {
        HeldBoxes held = new HeldBoxes(0);
        held.step(List.of(at(10)));
        assertThat(held.step(List.of())).isEmpty();
    }
}
