package ke.co.datacraft.cv.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ke.co.datacraft.cv.inference.testing.YunetTensors;
import org.junit.jupiter.api.Test;

class YunetDecoderTest {

    private final YunetTensors tensors = new YunetTensors(64, 96);
    private final Candidates candidates = new Candidates();

    private YunetDecoder decode(float confidence) {
        YunetDecoder decoder = new YunetDecoder(tensors.shapes(), 64, 96);
        decoder.decode(tensors::get, confidence, candidates);
        return decoder;
    }

    @Test
    void everyGridHasItsCells() {
        for (int stride : new int[] {8, 16, 32}) {
            tensors.clear();
            candidates.clear();
            // The last cell: column and row are not mistaken for each other.
            int column = 64 / stride - 1;
            int row = 96 / stride - 1;
            tensors.put(stride, column, row, 0.64f, 1, 20, 30, 12, 16);

            YunetDecoder decoder = decode(0.5f);

            assertThat(candidates.size()).as("stride %d", stride).isOne();
            assertThat(candidates.confidence(0)).isCloseTo(0.8f, within(1e-5f));
            assertThat(candidates.x(0)).isCloseTo(20, within(1e-3f));
            assertThat(candidates.y(0)).isCloseTo(30, within(1e-3f));
            assertThat(candidates.width(0)).isCloseTo(12, within(1e-3f));
            assertThat(candidates.height(0)).isCloseTo(16, within(1e-3f));
            float[] points = new float[10];
            decoder.landmarks(tensors::get, 0, points);
            assertThat(points)
                    .containsExactly(YunetTensors.landmarks(20, 30, 12, 16), within(1e-3f));
        }
    }

    @Test
    void landmarksBelongToTheirBox() {
        tensors.put(8, 1, 1, 0.9f, 0.9f, 4, 4, 8, 8);
        tensors.put(16, 2, 3, 0.9f, 0.9f, 30, 40, 10, 10);
        tensors.put(32, 1, 2, 0.9f, 0.9f, 20, 50, 40, 40);

        YunetDecoder decoder = decode(0.5f);

        assertThat(candidates.size()).isEqualTo(3);
        float[] points = new float[10];
        for (int index = 0; index < 3; index++) {
            decoder.landmarks(tensors::get, index, points);
            assertThat(points)
                    .containsExactly(
                            YunetTensors.landmarks(
                                    candidates.x(index),
                                    candidates.y(index),
                                    candidates.width(index),
                                    candidates.height(index)),
                            within(1e-2f));
        }
    }

    @Test
    void bothScoresCountAndAreClipped() {
        tensors.put(8, 0, 0, 0.9f, 0.1f, 0, 0, 8, 8);
        tensors.put(8, 3, 0, 1.4f, 0.49f, 24, 0, 8, 8);
        tensors.put(8, 5, 0, 0.9f, -0.9f, 40, 0, 8, 8);

        decode(0.5f);

        assertThat(candidates.size()).isOne();
        assertThat(candidates.confidence(0)).isCloseTo(0.7f, within(1e-5f));
    }

    @Test
    void moreFacesThanTheMemoryHasRoomForAtFirst() {
        for (int cell = 0; cell < 96; cell++) {
            tensors.put(8, cell % 8, cell / 8, 0.9f, 0.9f, cell % 8 * 8, cell / 8 * 8, 8, 8);
        }

        YunetDecoder decoder = decode(0.5f);

        assertThat(candidates.size()).isEqualTo(96);
        float[] points = new float[10];
        decoder.landmarks(tensors::get, 95, points);
        assertThat(points).containsExactly(YunetTensors.landmarks(56, 88, 8, 8), within(1e-3f));
    }

    @Test
    void aTensorThatIsMissingOrOfAnotherShapeIsNamed() {
        assertThatThrownBy(() -> new YunetDecoder(tensors.shapes(), 64, 64))
                .hasMessageContaining("tensor 'cls_8' of shape [1, 96, 1]")
                .hasMessageContaining("expected a tensor 'cls_8' of shape [1, 64, 1]");
        assertThatThrownBy(() -> new YunetDecoder(tensors.shapes().subList(0, 11), 64, 96))
                .hasMessageContaining("expected a tensor 'kps_32' of shape [1, 6, 10]");
    }
}
