package ke.co.datacraft.cv.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;
import org.junit.jupiter.api.Test;

class SelectedBoxesDecoderTest {

    private static final float[] BOXES = {8, 17, 12, 23, 30, 25, 50, 35, 1, 1, 2, 2};
    private static final float[] SCORES = {0.75f, 0.5f, 0.25f};
    private static final float[] CLASSES = {2, 0, 1};
    private static final CandidateFilter ALL = CandidateFilter.ofConfidence(0);

    private static List<OutputShape> deployed() {
        return List.of(
                new OutputShape("labels", 1, 3),
                new OutputShape("boxes", 1, 3, 4),
                new OutputShape("scores", 1, 3));
    }

    private static List<OutputShape> counted() {
        return List.of(
                new OutputShape("num_dets", 1, 1),
                new OutputShape("det_boxes", 1, 3, 4),
                new OutputShape("det_scores", 1, 3),
                new OutputShape("det_classes", 1, 3));
    }

    @Test
    void readsTheThreeTensorsOfRtDetrByTheirNames() {
        SelectedBoxesDecoder decoder = new SelectedBoxesDecoder(deployed(), 3);
        assertThat(Found.in(decoder, ALL, CLASSES, BOXES, SCORES))
                .containsExactly(
                        new Found(2, 0.75f, 8, 17, 4, 6),
                        new Found(0, 0.5f, 30, 25, 20, 10),
                        new Found(1, 0.25f, 1, 1, 1, 1));
        assertThat(Found.in(decoder, CandidateFilter.ofConfidence(0.6f), CLASSES, BOXES, SCORES))
                .hasSize(1);
    }

    @Test
    void whatLiesBeyondTheCountIsLeftOver() {
        SelectedBoxesDecoder decoder = new SelectedBoxesDecoder(counted(), 3);
        float[] classes = {2, 0, -1};
        assertThat(Found.in(decoder, ALL, new float[] {2}, BOXES, SCORES, classes)).hasSize(2);
        assertThat(Found.in(decoder, ALL, new float[] {0}, BOXES, SCORES, classes)).isEmpty();
        assertThat(Found.in(decoder, ALL, new float[] {99}, BOXES, SCORES, CLASSES)).hasSize(3);
    }

    @Test
    void aClassBeyondTheLabelsFails() {
        SelectedBoxesDecoder decoder = new SelectedBoxesDecoder(deployed(), 2);
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> Found.in(decoder, ALL, CLASSES, BOXES, SCORES))
                .withMessageContaining("tensor 'labels' has a box of class 2.0")
                .withMessageContaining("2 labels");
    }

    @Test
    void itsBoxesAreSelectedAlready() {
        assertThat(new SelectedBoxesDecoder(deployed(), 3).needsSuppression()).isFalse();
    }

    @Test
    void refusesWhatDoesNotBelongTogether() {
        List<OutputShape> fewerScores =
                List.of(
                        new OutputShape("labels", 1, 3),
                        new OutputShape("boxes", 1, 3, 4),
                        new OutputShape("scores", 1, 2));
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> new SelectedBoxesDecoder(fewerScores, 3))
                .withMessageContaining("tensor 'labels' of shape [1, 3]")
                .withMessageContaining("tensor 'scores' of shape [1, 2]")
                .withMessageContaining("boxes [1, n, 4], scores [1, n]");
        List<OutputShape> nameless =
                List.of(
                        new OutputShape("labels", 1, 3),
                        new OutputShape("output1", 1, 3, 4),
                        new OutputShape("scores", 1, 3));
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> new SelectedBoxesDecoder(nameless, 3));
    }
}
