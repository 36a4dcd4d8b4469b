package ke.co.datacraft.cv.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ke.co.datacraft.cv.bench.NodePeer.Found;
import ke.co.datacraft.cv.inference.BoundingBox;
import org.junit.jupiter.api.Test;

/** When two programs count as saying the same. */
class AgreementTest {

    private static final Found CAR = new Found(2, 0.9, new BoundingBox(0, 0, 100, 100));

    @Test
    void sameClassAndAlmostTheSameBoxIsTheSameObject() {
        Found shifted = new Found(2, 0.3, new BoundingBox(0, 4, 100, 100));

        assertThat(share(List.of(CAR), List.of(shifted))).isEqualTo(1);
    }

    @Test
    void otherClassOrAnotherPlaceIsNot() {
        Found bus = new Found(5, 0.9, CAR.box());
        Found apart = new Found(2, 0.9, new BoundingBox(0, 20, 100, 100));

        assertThat(share(List.of(CAR), List.of(bus))).isZero();
        assertThat(share(List.of(CAR), List.of(apart))).isZero();
    }

    @Test
    void whatOneSideLacksCountsAndUncertainOnesDoNot() {
        Found person = new Found(0, 0.6, new BoundingBox(300, 0, 50, 50));
        Found doubtful = new Found(0, 0.49, new BoundingBox(600, 0, 50, 50));

        assertThat(share(List.of(CAR, doubtful), List.of(CAR, person)))
                .isCloseTo(2.0 / 3, within(1e-9));
        assertThat(share(List.of(doubtful), List.of())).isEqualTo(1);
    }

    @Test
    void wordsAreComparedInTheirOrder() {
        assertThat(words("the quick  fox\n", "the quick fox")).isEqualTo(1);
        assertThat(words("the quick fox", "the fox")).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(words("fox the", "the fox")).isEqualTo(0.5);
        assertThat(words("fox", "")).isZero();
        assertThat(words("", " ")).isEqualTo(1);
    }

    private static double share(List<Found> first, List<Found> second) {
        return DetectionAgreement.share(List.of(first), List.of(second));
    }

    private static double words(String first, String second) {
        return WordAgreement.share(new String[] {first}, new String[] {second});
    }
}
