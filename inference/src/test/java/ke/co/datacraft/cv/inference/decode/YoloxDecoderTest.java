package ke.co.datacraft.cv.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.BitSet;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.testing.YoloxTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YoloxDecoderTest {

    private final YoloxTensor tensor = new YoloxTensor(96, 64, 3);
    private final Candidates candidates = new Candidates();

    private void decode(CandidateFilter filter) {
        new YoloxDecoder(new OutputShape("output", tensor.shape()), 96, 64, 3)
                .decode(index -> FloatBuffer.wrap(tensor.values()), filter, candidates);
    }

    @ParameterizedTest
    @CsvSource({"8, 10, 5, 12, 7", "16, 40, 20, 30, 33", "32, 66, 34, 28, 29"})
    void findsABoxOfEachStrideWhereItWasPut(int stride, float x, float y, float w, float h) {
        tensor.put(stride, 2, 0.8f, x, y, w, h);
        decode(CandidateFilter.ofConfidence(0.5f));
        assertThat(candidates.size()).isEqualTo(1);
        assertThat(candidates.x(0)).isCloseTo(x, within(1e-3f));
        assertThat(candidates.y(0)).isCloseTo(y, within(1e-3f));
        assertThat(candidates.width(0)).isCloseTo(w, within(1e-3f));
        assertThat(candidates.height(0)).isCloseTo(h, within(1e-3f));
        assertThat(candidates.confidence(0)).isEqualTo(0.8f);
        assertThat(candidates.classId(0)).isEqualTo(2);
    }

    @Test
    void confidenceIsObjectnessTimesTheBestClass() {
        int offset = tensor.put(8, 1, 0.8f, 10, 5, 12, 7);
        float[] values = tensor.values();
        values[offset + 5] = 0.4f;
        values[offset + 6] = 0.5f;
        YoloxDecoder decoder =
                new YoloxDecoder(new OutputShape("output", tensor.shape()), 96, 64, 3);
        decoder.decode(
                index -> FloatBuffer.wrap(values), CandidateFilter.ofConfidence(0.41f), candidates);
        assertThat(candidates.size()).isZero();
        decoder.decode(
                index -> FloatBuffer.wrap(values), CandidateFilter.ofConfidence(0.39f), candidates);
        assertThat(candidates.size()).isEqualTo(1);
        assertThat(candidates.confidence(0)).isCloseTo(0.4f, within(1e-6f));
        assertThat(candidates.classId(0)).isEqualTo(1);
    }

    @Test
    void takesOnlyTheClassesAskedFor() {
        tensor.put(8, 0, 0.8f, 10, 5, 12, 7);
        tensor.put(16, 1, 0.9f, 40, 20, 30, 33);
        BitSet classes = new BitSet();
        classes.set(0);
        decode(new CandidateFilter(0.5f, classes));
        assertThat(candidates.size()).isEqualTo(1);
        assertThat(candidates.classId(0)).isZero();
    }

    @Test
    void refusesAnotherShapeAndNamesTheTensor() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> new YoloxDecoder(new OutputShape("boxes", 1, 100, 8), 96, 64, 3))
                .withMessageContaining("tensor 'boxes' of shape [1, 100, 8]")
                .withMessageContaining("expected [1, 126, 8]");
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(
                        () -> new YoloxDecoder(new OutputShape("boxes", tensor.shape()), 96, 64, 4))
                .withMessageContaining("5 + 4 classes");
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(
                        () ->
                                new YoloxDecoder(
                                        new OutputShape("boxes", tensor.shape()), 100, 64, 3))
                .withMessageContaining("100 x 64");
    }
}
