package ke.co.datacraft.cv.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.BitSet;
import ke.co.datacraft.cv.inference.InferenceException;
import org.junit.jupiter.api.Test;

class EndToEndDecoderTest {

    private static final OutputShape OUTPUT = new OutputShape("output0", 1, 4, 6);
    // Left, top, right, bottom, score, class; the last row is the padding of an export with NMS.
    private static final float[] VALUES = {
        8, 17, 12, 23, 0.75f, 2, //
        8, 17, 12, 23, 0.625f, 2, //
        -4, 30, 40, 90, 0.25f, 0, //
        0, 0, 0, 0, 0, 0
    };

    private final EndToEndDecoder decoder = new EndToEndDecoder(OUTPUT, 3);

    @Test
    void rowsAreCornersScoreAndClass() {
        assertThat(Found.in(decoder, CandidateFilter.ofConfidence(0.25f), VALUES))
                .containsExactly(
                        new Found(2, 0.75f, 8, 17, 4, 6),
                        new Found(2, 0.625f, 8, 17, 4, 6),
                        new Found(0, 0.25f, -4, 30, 44, 60));
        assertThat(Found.in(decoder, CandidateFilter.ofConfidence(0.7f), VALUES)).hasSize(1);
    }

    @Test
    void paddingIsNoBoxHoweverLowTheLimit() {
        assertThat(Found.in(decoder, CandidateFilter.ofConfidence(0), VALUES)).hasSize(3);
        assertThat(Found.in(decoder, CandidateFilter.ofConfidence(0), new float[24])).isEmpty();
    }

    @Test
    void takesOnlyTheClassesAskedFor() {
        BitSet classes = new BitSet();
        classes.set(0);
        assertThat(Found.in(decoder, new CandidateFilter(0, classes), VALUES))
                .extracting(Found::label)
                .containsExactly(0);
    }

    @Test
    void whatIsNoNumberIsNoBox() {
        float[] values = VALUES.clone();
        values[4] = Float.NaN;
        assertThat(Found.in(decoder, CandidateFilter.ofConfidence(0), values)).hasSize(2);
    }

    @Test
    void aClassBeyondTheLabelsFailsNamingTheCure() {
        for (float label : new float[] {3, -1, Float.NaN}) {
            float[] values = VALUES.clone();
            values[5] = label;
            assertThatExceptionOfType(InferenceException.class)
                    .isThrownBy(() -> Found.in(decoder, CandidateFilter.ofConfidence(0.5f), values))
                    .withMessageContaining("tensor 'output0' has a box of class " + label)
                    .withMessageContaining("3 labels: correct decoder or labels")
                    .extracting(InferenceException::reason)
                    .isEqualTo(InferenceException.Reason.ANALYSIS_FAILED);
        }
    }

    @Test
    void itsBoxesAreSelectedAlready() {
        assertThat(decoder.needsSuppression()).isFalse();
    }

    @Test
    void refusesAnotherShape() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> new EndToEndDecoder(new OutputShape("output0", 1, 84, 8400), 3))
                .withMessageContaining("tensor 'output0' of shape [1, 84, 8400]")
                .withMessageContaining("expected [1, boxes, 6] (yolo-end2end");
    }
}
