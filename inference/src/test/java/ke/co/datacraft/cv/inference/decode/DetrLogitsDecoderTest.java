package ke.co.datacraft.cv.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetrLogitsDecoderTest {

    private static final float[] BOXES = {
        0.5f, 0.5f, 0.25f, 0.5f, //
        0.25f, 0.75f, 0.5f, 0.25f
    };
    // The logarithm of the odds: 3 to 1, even, 1 to 3.
    private static final float HIGH = (float) Math.log(3);
    private static final float LOW = -HIGH;

    private static List<OutputShape> outputs(int slots) {
        return List.of(new OutputShape("dets", 1, 2, 4), new OutputShape("labels", 1, 2, slots));
    }

    private static DetrLogitsDecoder decoder(int slots, int classes) {
        return new DetrLogitsDecoder(outputs(slots), 128, 64, classes);
    }

    @Test
    void logitsBecomeConfidencesAndOneQueryMayBeSeveralClasses() {
        float[] logits = {HIGH, -20, 0, LOW, -20, -20};
        List<Found> found =
                Found.in(decoder(3, 3), CandidateFilter.ofConfidence(0.2f), BOXES, logits);
        assertThat(found).extracting(Found::label).containsExactly(0, 2, 0);
        assertThat(found.get(0).confidence()).isCloseTo(0.75f, within(1e-6f));
        assertThat(found.get(1).confidence()).isCloseTo(0.5f, within(1e-6f));
        assertThat(found.get(2).confidence()).isCloseTo(0.25f, within(1e-6f));
        assertThat(found.get(1)).isEqualTo(new Found(2, 0.5f, 48, 16, 32, 32));
        assertThat(found.get(2).x()).isZero();
        assertThat(found.get(2).y()).isEqualTo(40);
    }

    @Test
    void theLimitIsExact() {
        float[] logits = {0, -20, -20, -20, -20, -20};
        assertThat(Found.in(decoder(3, 3), CandidateFilter.ofConfidence(0.5f), BOXES, logits))
                .hasSize(1);
        assertThat(Found.in(decoder(3, 3), CandidateFilter.ofConfidence(0.50001f), BOXES, logits))
                .isEmpty();
        assertThat(Found.in(decoder(3, 3), CandidateFilter.ofConfidence(0), BOXES, logits))
                .hasSize(6);
        assertThat(Found.in(decoder(3, 3), CandidateFilter.ofConfidence(1), BOXES, logits))
                .isEmpty();
    }

    @Test
    void theSlotForNoObjectIsNoClass() {
        float[] logits = {LOW, LOW, 20, LOW, HIGH, 20};
        assertThat(Found.in(decoder(3, 2), CandidateFilter.ofConfidence(0.5f), BOXES, logits))
                .extracting(Found::label)
                .containsExactly(1);
    }

    @Test
    void takesOnlyTheClassesAskedFor() {
        BitSet classes = new BitSet();
        classes.set(2);
        float[] logits = {HIGH, -20, 0, HIGH, -20, -20};
        assertThat(Found.in(decoder(3, 3), new CandidateFilter(0.2f, classes), BOXES, logits))
                .extracting(Found::label)
                .containsExactly(2);
    }

    @Test
    void whatIsNoNumberIsNoBox() {
        float[] logits = {Float.NaN, Float.NEGATIVE_INFINITY, 0, -20, -20, -20};
        assertThat(Found.in(decoder(3, 3), CandidateFilter.ofConfidence(0.2f), BOXES, logits))
                .extracting(Found::label)
                .containsExactly(2);
    }

    // With four classes both tensors have the shape of boxes.
    @ParameterizedTest
    @ValueSource(strings = {"pred_boxes", "dets"})
    void findsTheBoxesByNameWhereTheShapesAreAlike(String name) {
        List<OutputShape> outputs =
                List.of(new OutputShape("logits", 1, 2, 4), new OutputShape(name, 1, 2, 4));
        float[] logits = {-20, -20, -20, 0, -20, -20, -20, -20};
        DetrLogitsDecoder decoder = new DetrLogitsDecoder(outputs, 128, 64, 4);
        assertThat(Found.in(decoder, CandidateFilter.ofConfidence(0.5f), logits, BOXES))
                .containsExactly(new Found(3, 0.5f, 48, 16, 32, 32));
    }

    @Test
    void itsBoxesAreOnePerObject() {
        assertThat(decoder(3, 3).needsSuppression()).isFalse();
    }

    @Test
    void refusesAnotherNumberOfClasses() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> decoder(91, 80))
                .withMessageContaining("tensor 'labels' of shape [1, 2, 91]")
                .withMessageContaining("logits [1, queries, 80 or 81] for 80 labels");
    }
}
