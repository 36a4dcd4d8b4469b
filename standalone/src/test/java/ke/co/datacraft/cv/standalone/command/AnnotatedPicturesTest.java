package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatedPicturesTest {

    @TempDir Path folder;

    private static ImageResult result(String uri) throws IOException {
        String json =
                new String(GoldenSamples.bytes("results.v1.finds"), StandardCharsets.UTF_8)
                        .replace("s3://inbox/a.jpg", uri)
                        .replace("1920", "200")
                        .replace("1080", "100");
        return ContractCodec.readTrusted(json.getBytes(StandardCharsets.UTF_8), ImageResult.class);
    }

    /** How much a pixel differs from the picture that was drawn in. */
    private static int change(BufferedImage drawn, BufferedImage original, int x, int y) {
        Color now = new Color(drawn.getRGB(x, y));
        Color before = new Color(original.getRGB(x, y));
        return Math.abs(now.getRed() - before.getRed())
                + Math.abs(now.getGreen() - before.getGreen())
                + Math.abs(now.getBlue() - before.getBlue());
    }

    private Path picture(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, SampleImages.png(200, 100, 1));
    }

    @Test
    void facesLandmarksAndBarcodesAreDrawnWhereTheyAre() throws IOException {
        Path file = picture("a.jpg");
        AnnotatedPictures pictures = new AnnotatedPictures(folder.resolve("out"));

        pictures.add(result(file.toUri().toString()));

        assertThat(pictures.left()).isEmpty();
        BufferedImage drawn = ImageIO.read(folder.resolve("out/a.jpg.page1.png").toFile());
        BufferedImage original = ImageIO.read(file.toFile());
        // An edge of the face, its nose, and the right edge of the code.
        assertThat(change(drawn, original, 10, 45)).isPositive();
        assertThat(change(drawn, original, 22, 40)).isPositive();
        assertThat(change(drawn, original, 110, 45)).isPositive();
        assertThat(change(drawn, original, 60, 35)).isZero();
        assertThat(change(drawn, original, 150, 80)).isZero();
    }

    @Test
    void equalNamesOfTwoFoldersAreTwoFilesAndWhatIsNotLocalIsTold() throws IOException {
        AnnotatedPictures pictures = new AnnotatedPictures(folder.resolve("out"));

        pictures.add(result(picture("one/a.jpg").toUri().toString()));
        pictures.add(result(picture("two/a.jpg").toUri().toString()));
        pictures.add(result("s3://inbox/b.jpg"));

        assertThat(folder.resolve("out")).isDirectoryContaining("glob:**/a.jpg.page1.png");
        assertThat(folder.resolve("out")).isDirectoryContaining("glob:**/2-a.jpg.page1.png");
        assertThat(pictures.left())
                .containsExactly("NOT ANNOTATED s3://inbox/b.jpg: only local pictures are");
    }
}
