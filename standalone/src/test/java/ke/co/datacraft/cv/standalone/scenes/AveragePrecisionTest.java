package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AveragePrecisionTest {

    private final AveragePrecision score = new AveragePrecision();

    @Test
    void everythingFoundAndNothingElseIsOne() {
        score.addTruths(2);
        score.addDetection(0.6f, true);
        score.addDetection(0.9f, true);
        assertThat(score.value()).isEqualTo(1);
    }

    @Test
    void aFalseOneBetweenTwoRightOnesCostsOnTheSecondHalfOfRecall() {
        score.addTruths(2);
        score.addDetection(0.9f, true);
        score.addDetection(0.8f, false);
        score.addDetection(0.7f, true);
        // 51 points up to recall 0.5 at precision 1, 50 points above at 2 of 3.
        assertThat(score.value()).isCloseTo((51 + 50 * 2 / 3.0) / 101, within(1e-12));
        assertThat(score.recall(0.75f)).isEqualTo(0.5);
        assertThat(score.precision(0.75f)).isEqualTo(0.5);
    }

    @Test
    void whatIsNeverFoundCountsAsZero() {
        score.addTruths(4);
        score.addDetection(0.9f, true);
        // 26 of 101 points lie at recall 0 to 0.25.
        assertThat(score.value()).isCloseTo(26 / 101.0, within(1e-12));
    }

    @Test
    void falseOnesAfterTheLastRightOneCostNothing() {
        score.addTruths(1);
        score.addDetection(0.9f, true);
        score.addDetection(0.1f, false);
        assertThat(score.value()).isEqualTo(1);
    }

    @Test
    void aBetterPrecisionAtMoreRecallCountsBefore() {
        score.addTruths(2);
        score.addDetection(0.9f, false);
        score.addDetection(0.8f, true);
        score.addDetection(0.7f, true);
        assertThat(score.value()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void nothingToFindHasNoValue() {
        assertThat(score.value()).isNaN();
    }
}
