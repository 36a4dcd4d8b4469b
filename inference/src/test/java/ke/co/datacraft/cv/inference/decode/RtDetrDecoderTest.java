package ke.co.datacraft.cv.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.BitSet;
import ke.co.datacraft.cv.inference.InferenceException;
import org.junit.jupiter.api.Test;

class RtDetrDecoderTest {

    // Centre, width and height as shares of 128 x 64, then two classes.
    private static final float[] VALUES = {
        0.5f, 0.5f, 0.25f, 0.5f, 0.125f, 0.75f, //
        0.25f, 0.75f, 0.5f, 0.25f, 0.5f, 0.375f, //
        0.5f, 0.5f, 1, 1, 0.0625f, 0.03125f
    };

    private final RtDetrDecoder decoder =
            new RtDetrDecoder(new OutputShape("output0", 1, 3, 6), 128, 64, 2);

    @Test
    void sharesBecomePixelsOfTheInput() {
        assertThat(Found.in(decoder, CandidateFilter.ofConfidence(0.1f), VALUES))
                .containsExactly(
                        new Found(1, 0.75f, 48, 16, 32, 32), new Found(0, 0.5f, 0, 40, 64, 16));
    }

    @Test
    void takesOnlyTheClassesAskedFor() {
        BitSet classes = new BitSet();
        classes.set(1);
        assertThat(Found.in(decoder, new CandidateFilter(0.1f, classes), VALUES))
                .extracting(Found::confidence)
                .containsExactly(0.75f);
    }

    @Test
    void itsBoxesAreOnePerObject() {
        assertThat(decoder.needsSuppression()).isFalse();
    }

    @Test
    void refusesAnotherShapeTellingItsOwn() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(
                        () -> new RtDetrDecoder(new OutputShape("output0", 1, 3, 6), 128, 64, 3))
                .withMessageContaining("tensor 'output0' of shape [1, 3, 6]")
                .withMessageContaining("[1, queries, 7] (rtdetr: 4 box values and 3 classes)");
    }
}
