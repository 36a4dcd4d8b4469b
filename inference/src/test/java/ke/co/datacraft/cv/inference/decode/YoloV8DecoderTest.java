package ke.co.datacraft.cv.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import ke.co.datacraft.cv.inference.InferenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YoloV8DecoderTest {

    private static final int ANCHORS = 5;
    // Centre x, centre y, width, height, three classes; one line for each anchor.
    private static final float[][] TRUTH = {
        {10, 20, 4, 6, 0.1f, 0.2f, 0.05f},
        {30, 40, 10, 8, 0.9f, 0.2f, 0.05f},
        {50, 60, 20, 10, 0.1f, 0.2f, 0.6f},
        {70, 80, 2, 2, 0.3f, 0.3f, 0.3f},
        {15, 25, 6, 6, 0.0f, 0.7f, 0.69f},
    };

    private final Candidates candidates = new Candidates();

    private static float[] tensor(boolean transposed) {
        float[] values = new float[7 * ANCHORS];
        for (int anchor = 0; anchor < ANCHORS; anchor++) {
            for (int channel = 0; channel < 7; channel++) {
                int index = transposed ? anchor * 7 + channel : channel * ANCHORS + anchor;
                values[index] = TRUTH[anchor][channel];
            }
        }
        return values;
    }

    private static YoloV8Decoder decoder(boolean transposed) {
        long[] shape = transposed ? new long[] {1, ANCHORS, 7} : new long[] {1, 7, ANCHORS};
        return new YoloV8Decoder(new OutputShape("output0", shape), 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsTheBoxesInBothLayouts(boolean transposed) {
        YoloV8Decoder decoder = decoder(transposed);
        float[] other = new float[7 * ANCHORS];
        Arrays.fill(other, 4 * ANCHORS, 7 * ANCHORS, 1);
        other[6 * ANCHORS + 1] = 2;
        CandidateFilter filter = CandidateFilter.ofConfidence(0.5f);
        // The scratch memory of one picture must not show in the next.
        decoder.decode(index -> FloatBuffer.wrap(other), filter, candidates);
        candidates.clear();
        decoder.decode(index -> FloatBuffer.wrap(tensor(transposed)), filter, candidates);
        assertThat(candidates.size()).isEqualTo(3);
        assertThat(candidates.classId(0)).isZero();
        assertThat(candidates.confidence(0)).isEqualTo(0.9f);
        assertThat(candidates.x(0)).isEqualTo(25);
        assertThat(candidates.y(0)).isEqualTo(36);
        assertThat(candidates.width(0)).isEqualTo(10);
        assertThat(candidates.height(0)).isEqualTo(8);
        assertThat(candidates.classId(1)).isEqualTo(2);
        assertThat(candidates.classId(2)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesOnlyTheClassesAskedFor(boolean transposed) {
        BitSet classes = new BitSet();
        classes.set(2);
        decoder(transposed)
                .decode(
                        index -> FloatBuffer.wrap(tensor(transposed)),
                        new CandidateFilter(0.5f, classes),
                        candidates);
        assertThat(candidates.size()).isEqualTo(1);
        assertThat(candidates.confidence(0)).isEqualTo(0.6f);
    }

    @Test
    void refusesAnotherShapeAndNamesTheTensor() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> new YoloV8Decoder(new OutputShape("output0", 1, 300, 6), 80))
                .withMessageContaining("tensor 'output0' of shape [1, 300, 6]")
                .withMessageContaining("[1, 84, anchors]");
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> new YoloV8Decoder(new OutputShape("output0", 84, 8400), 80));
    }
}
