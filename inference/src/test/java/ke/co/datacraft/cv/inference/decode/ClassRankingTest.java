package ke.co.datacraft.cv.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;
import org.junit.jupiter.api.Test;

class ClassRankingTest {

    private static final float[] PROBABILITIES = {0.1f, 0.6f, 0.05f, 0.2f, 0.05f};

    /** {@code id:confidence} of the best, with three decimals. */
    private static List<String> rank(float[] scores, Boolean softmax, double confidence, int max) {
        ClassRanking ranking = new ClassRanking(scores.length);
        int count = ranking.rank(FloatBuffer.wrap(scores), softmax, (float) confidence, max);
        List<String> best = new ArrayList<>();
        for (int rank = 0; rank < count; rank++) {
            best.add("%d:%.3f".formatted(ranking.classId(rank), ranking.confidence(rank)));
        }
        return best;
    }

    @Test
    void logitsBecomeProbabilities() {
        // e^0, e^1, e^2 over their sum of 11.107.
        assertThat(rank(new float[] {0, 2, 1}, null, 0, 3))
                .containsExactly("1:0.665", "2:0.245", "0:0.090");
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        assertThat(rank(new float[] {1000, 1000, -1000}, null, 0, 3))
                .containsExactly("0:0.500", "1:0.500", "2:0.000");
    }

    @Test
    void probabilitiesStayAsTheyAre() {
        assertThat(rank(PROBABILITIES, null, 0, 2)).containsExactly("1:0.600", "3:0.200");
    }

    @Test
    void theManifestOverrulesTheLook() {
        assertThat(rank(new float[] {0.25f, 0.75f}, true, 0, 2))
                .containsExactly("1:0.622", "0:0.378");
        assertThat(rank(new float[] {0.5f, 0.9f}, false, 0, 2))
                .containsExactly("1:0.900", "0:0.500");
    }

    @Test
    void ofEqualScoresTheLowerIdComesFirstAlsoAtTheEdge() {
        assertThat(rank(new float[] {0.1f, 0.3f, 0.3f, 0.3f}, false, 0, 2))
                .containsExactly("1:0.300", "2:0.300");
        assertThat(rank(PROBABILITIES, null, 0, 4))
                .containsExactly("1:0.600", "3:0.200", "0:0.100", "2:0.050");
    }

    @Test
    void unsureClassesAreLeftOut() {
        assertThat(rank(PROBABILITIES, null, 0.1, 5))
                .containsExactly("1:0.600", "3:0.200", "0:0.100");
        assertThat(rank(PROBABILITIES, null, 0.7, 5)).isEmpty();
    }

    @Test
    void moreThanThereAreIsAll() {
        assertThat(rank(PROBABILITIES, null, 0, 100)).hasSize(5);
    }

    @Test
    void theMemoryOfThePictureBeforeIsGone() {
        ClassRanking ranking = new ClassRanking(3);
        ranking.rank(FloatBuffer.wrap(new float[] {0, 0, 9}), null, 0, 3);

        assertThat(ranking.rank(FloatBuffer.wrap(new float[] {9, 0, 0}), null, 0, 1)).isOne();
        assertThat(ranking.classId(0)).isZero();
        assertThat(ranking.confidence(0)).isCloseTo(1, within(0.001f));
    }

    @Test
    void whatIsNoNumberIsAnError() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> rank(new float[] {1, wrong, 2}, null, 0, 3))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("are no numbers");
        }
    }
}
