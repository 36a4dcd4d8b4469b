package ke.co.datacraft.cv.bench.mot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScoreScaleTest {

    @Test
    void sharesAreConfidences() {
        assertThat(scale(0, 0.3, 1)).isEqualTo(ScoreScale.CONFIDENCES);
        assertThat(scale(0.3, 1.0000001)).isEqualTo(ScoreScale.CONFIDENCES);
        assertThat(ScoreScale.CONFIDENCES.confidence(1.0000001)).isEqualTo(1);
        assertThat(ScoreScale.CONFIDENCES.confidence(0.3)).isEqualTo(0.3);
    }

    @Test
    void noScoreIsCertain() {
        assertThat(scale(-1, -1)).isEqualTo(ScoreScale.NONE);
        assertThat(scale(0, 0)).isEqualTo(ScoreScale.NONE);
        assertThat(ScoreScale.NONE.confidence(-1)).isEqualTo(1);
        assertThat(scale(-1, 0.4)).isEqualTo(ScoreScale.CONFIDENCES);
        assertThat(ScoreScale.CONFIDENCES.confidence(-1)).isEqualTo(1);
    }

    /** DPM's; of those that score 0.6, nine in ten are people. */
    @Test
    void marginsAreCalibrated() {
        ScoreScale scale = scale(-0.5, -1.9e-5, 3.2);
        assertThat(scale).isEqualTo(ScoreScale.MARGINS);
        assertThat(scale.confidence(0)).isEqualTo(0.5);
        assertThat(scale.confidence(0.6)).isCloseTo(0.86, within(0.005));
        assertThat(scale.confidence(-0.5)).isCloseTo(0.18, within(0.005));
    }

    @Test
    void ofAnUnknownScaleAllAreCertain() {
        assertThat(scale(0.5, 63.03)).isEqualTo(ScoreScale.UNKNOWN);
        assertThat(ScoreScale.UNKNOWN.confidence(0.5)).isEqualTo(1);
    }

    private static ScoreScale scale(double... scores) {
        return ScoreScale.of(
                Arrays.stream(scores)
                        .mapToObj(score -> new MotRow(1, -1, 0, 0, 10, 10, score, -1))
                        .toList());
    }
}
