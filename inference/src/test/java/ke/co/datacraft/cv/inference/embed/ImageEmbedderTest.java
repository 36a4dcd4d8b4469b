package ke.co.datacraft.cv.inference.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageEmbedderTest {

    private static final String RAW = "normalise: false";
    private static final float[] SIX = {1, 2, 3, 4, 5, 6};

    @TempDir Path folder;

    private float[] embed(String output, long[] shape, float... values) throws IOException {
        byte[] model = new TinyOnnx().output(shape, values).toBytes();
        TestingModels.write(
                folder, "features", "embedding", "embedding", "output: {" + output + "}\n", model);
        try (ImageEmbedder embedder = new ImageEmbedder(TestingModels.load(folder, "features"));
                DecodedImage image = TestingModels.grey(40, 40, 7)) {
            return embedder.analyze(image, Map.of()).join().vector();
        }
    }

    @Test
    void aVectorHasTheLengthOne() throws IOException {
        assertThat(embed("", new long[] {1, 2}, 3, 4)).containsExactly(0.6f, 0.8f);
        assertThat(embed(RAW, new long[] {1, 2}, 3, 4)).containsExactly(3, 4);
        assertThat(embed("", new long[] {1, 2}, 0, 0)).containsExactly(0, 0);
    }

    @Test
    void featureMapsArePooledByChannel() throws IOException {
        assertThat(embed(RAW, new long[] {1, 2, 1, 3}, SIX)).containsExactly(2, 5);
    }

    @Test
    void tokensArePooledAsTheManifestSays() throws IOException {
        assertThat(embed(RAW + ", pooling: mean", new long[] {1, 2, 3}, SIX))
                .containsExactly(2.5f, 3.5f, 4.5f);
        assertThat(embed(RAW + ", pooling: cls", new long[] {1, 2, 3}, SIX))
                .containsExactly(1, 2, 3);
    }

    @Test
    void thePictureChangesTheVector() throws IOException {
        TestingModels.write(folder);
        try (ImageEmbedder embedder =
                        new ImageEmbedder(TestingModels.load(folder, TestingModels.FEATURES));
                DecodedImage black = TestingModels.grey(40, 40, 0);
                DecodedImage white = TestingModels.grey(40, 40, 255)) {
            float[] dark = embedder.analyze(black, Map.of()).join().vector();
            float[] bright = embedder.analyze(white, Map.of()).join().vector();
            assertThat(bright[0]).isGreaterThan(dark[0] + 0.1f);
            assertThat(Math.hypot(bright[0], bright[1])).isCloseTo(1, within(1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3|normalise: true|give output.pooling: mean or cls",
                "1,2,1,3|pooling: cls|give output.pooling: mean",
                "6|normalise: true|expected [1, features]",
                "2,3|normalise: true|expected [1, features]"
            })
    void whatCannotBeOneVectorIsRefusedAtLoad(String axes, String output, String message) {
        long[] shape =
                java.util.Arrays.stream(axes.split(",")).mapToLong(Long::parseLong).toArray();

        assertThatThrownBy(() -> embed(output, shape, SIX))
                .hasMessageContaining("tensor 'output' of shape")
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNoNumberIsAnError() {
        assertThatThrownBy(() -> embed("", new long[] {1, 2}, Float.NaN, 1))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("are no numbers");
    }
}
