package ke.co.datacraft.cv.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.BitSet;
import ke.co.datacraft.cv.inference.InferenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YoloV5DecoderTest {

    private static final int SIDE = 64;
    private static final int CLASSES = 3;
    private static final int COLUMNS = 5 + CLASSES;
    // 8 x 8, 4 x 4 and 2 x 2 cells of three anchors.
    private static final int ANCHORS = 252;

    private final float[] values = new float[ANCHORS * COLUMNS];

    private void put(int anchor, float... row) {
        System.arraycopy(row, 0, values, anchor * COLUMNS, row.length);
    }

    private static YoloV5Decoder decoder(int anchors) {
        return new YoloV5Decoder(
                new OutputShape("output0", 1, anchors, COLUMNS), SIDE, SIDE, CLASSES);
    }

    private static CandidateFilter confidence(float confidence) {
        return CandidateFilter.ofConfidence(confidence);
    }

    @Test
    void confidenceIsObjectnessTimesTheBestClass() {
        put(0, 10, 20, 4, 6, 1, 0.75f, 0.5f, 0.25f);
        put(130, 40, 30, 20, 10, 0.5f, 0, 0.25f, 1);
        put(251, 50, 60, 8, 8, 1, 0.1f, 0.25f, 0.2f);
        assertThat(Found.in(decoder(ANCHORS), confidence(0.4f), values))
                .containsExactly(
                        new Found(0, 0.75f, 8, 17, 4, 6), new Found(2, 0.5f, 30, 25, 20, 10));
        assertThat(Found.in(decoder(ANCHORS), confidence(0.25f), values)).hasSize(3);
    }

    @Test
    void objectnessAloneIsNotEnough() {
        put(7, 10, 20, 4, 6, 1, 0.3f, 0.2f, 0.1f);
        assertThat(Found.in(decoder(ANCHORS), confidence(0.4f), values)).isEmpty();
    }

    @Test
    void takesOnlyTheClassesAskedFor() {
        put(0, 10, 20, 4, 6, 1, 0.75f, 0.5f, 0.25f);
        put(1, 40, 30, 20, 10, 0.5f, 0, 0.25f, 1);
        BitSet classes = new BitSet();
        classes.set(2);
        assertThat(Found.in(decoder(ANCHORS), new CandidateFilter(0.1f, classes), values))
                .extracting(Found::label)
                .containsExactly(2);
    }

    @Test
    void whatIsNoNumberIsNoBox() {
        put(0, 10, 20, 4, 6, Float.NaN, 1, 0, 0);
        put(1, 10, 20, 4, 6, 1, Float.NaN, Float.NaN, Float.NaN);
        assertThat(Found.in(decoder(ANCHORS), confidence(0), values))
                .allMatch(found -> found.confidence() == 0)
                .hasSize(ANCHORS - 2);
    }

    // Three strides with three anchors or one, and four strides.
    @ParameterizedTest
    @ValueSource(ints = {252, 84, 255})
    void readsTheLastAnchorOfEachLayout(int anchors) {
        float[] output = new float[anchors * COLUMNS];
        float[] row = {10, 20, 4, 6, 1, 0, 1, 0};
        System.arraycopy(row, 0, output, (anchors - 1) * COLUMNS, COLUMNS);
        assertThat(Found.in(decoder(anchors), confidence(0.5f), output))
                .containsExactly(new Found(1, 1, 8, 17, 4, 6));
    }

    @Test
    void itsBoxesOverlap() {
        assertThat(decoder(ANCHORS).needsSuppression()).isTrue();
    }

    @Test
    void refusesAnotherShapeNamingTheTensorAndTheCure() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> decoder(100))
                .withMessageContaining("tensor 'output0' of shape [1, 100, 8]")
                .withMessageContaining("[1, anchors, 8] (yolov5")
                .withMessageContaining("[252, 255, 84]")
                .withMessageContaining("64 x 64")
                .extracting(InferenceException::reason)
                .isEqualTo(InferenceException.Reason.INVALID_MODEL);
        OutputShape transposed = new OutputShape("output0", 1, COLUMNS, ANCHORS);
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> new YoloV5Decoder(transposed, SIDE, SIDE, CLASSES));
    }
}
