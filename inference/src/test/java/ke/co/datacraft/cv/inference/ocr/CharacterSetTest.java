package ke.co.datacraft.cv.inference.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CharacterSetTest {

    private static final CharacterSet ABC = CharacterSet.ofKeys(List.of("a", "b", "c"));
    private static final int BLANK = 0;
    private static final int A = 1;
    private static final int B = 2;
    private static final int SPACE = 4;

    /** Scores of 0.9 for the given class of each step. */
    private static FloatBuffer steps(int... classes) {
        FloatBuffer scores = FloatBuffer.allocate(classes.length * ABC.classes());
        for (int step = 0; step < classes.length; step++) {
            scores.put(step * ABC.classes() + classes[step], 0.9f);
        }
        return scores;
    }

    @Test
    void countsBlankAndSpace() {
        assertThat(ABC.classes()).isEqualTo(5);
    }

    @Test
    void mergesRepeatsAndDropsBlanks() {
        CharacterSet.Reading reading = ABC.decode(steps(A, A, BLANK, B, B, BLANK), 6);

        assertThat(reading.text()).isEqualTo("ab");
        assertThat(reading.positions()).containsExactly(0, 3);
        assertThat(reading.confidence()).isCloseTo(0.9f, within(1e-6f));
    }

    @Test
    void blankBetweenEqualCharactersKeepsBoth() {
        assertThat(ABC.decode(steps(A, BLANK, A), 3).text()).isEqualTo("aa");
    }

    @Test
    void spaceThatIsNotTheBestClassStillSeparates() {
        FloatBuffer scores = steps(A, BLANK, B);
        scores.put(ABC.classes() + SPACE, 0.06f);

        assertThat(ABC.decode(scores, 3).text()).isEqualTo("a b");
    }

    @Test
    void faintSpaceDoesNotSeparate() {
        FloatBuffer scores = steps(A, BLANK, B);
        scores.put(ABC.classes() + SPACE, 0.01f);

        assertThat(ABC.decode(scores, 3).text()).isEqualTo("ab");
    }

    @Test
    void clearSpaceSeparatesOnce() {
        assertThat(ABC.decode(steps(A, SPACE, SPACE, B), 4).text()).isEqualTo("a b");
    }

    @Test
    void nothingReadHasNoConfidence() {
        CharacterSet.Reading reading = ABC.decode(steps(BLANK, BLANK), 2);

        assertThat(reading.text()).isEmpty();
        assertThat(reading.confidence()).isZero();
    }
}
