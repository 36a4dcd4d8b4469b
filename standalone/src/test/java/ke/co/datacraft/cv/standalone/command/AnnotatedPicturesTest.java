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

    private static final Color PINK = new Color(0xD8, 0x1B, 0x60);

    @TempDir Path folder;

    private static ImageResult result(String uri) throws IOException {
        String json =
                new String(GoldenSamples.bytes("results.v1.finds"), StandardCharsets.UTF_8)
                        .replace("s3://inbox/a.jpg", uri);
        return ContractCodec.readTrusted(json.getBytes(StandardCharsets.UTF_8), ImageResult.class);
    }

    /** Edges are smooth, so the colour is mixed there. */
    private static boolean isPink(BufferedImage image, int x, int y) {
        Color color = new Color(image.getRGB(x, y));
        return Math.abs(color.getRed() - PINK.getRed()) < 32
                && Math.abs(color.getGreen() - PINK.getGreen()) < 32
                && Math.abs(color.getBlue() - PINK.getBlue()) < 32;
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
        // An edge of the face, its nose, and the right edge of the code.
        assertThat(isPink(drawn, 10, 45)).isTrue();
        assertThat(isPink(drawn, 22, 40)).isTrue();
        assertThat(isPink(drawn, 110, 45)).isTrue();
        assertThat(isPink(drawn, 150, 80)).isFalse();
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
