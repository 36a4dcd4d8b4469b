package ke.co.datacraft.cv.inference.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.Face;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFaceDetectorTest {

    @TempDir Path folder;

    @Test
    void findsTheFaceInPixelsOfTheOriginal() throws IOException {
        TestingModels.write(folder);
        try (NetworkFaceDetector detector =
                        new NetworkFaceDetector(TestingModels.load(folder, TestingModels.FACES));
                DecodedImage image = TestingModels.grey(128, 96, 9)) {
            List<Face> faces = detector.analyze(image, Map.of()).join().faces();

            assertThat(faces).hasSize(1);
            Face face = faces.get(0);
            assertThat(face.confidence()).isCloseTo(0.9f, within(1e-4f));
            assertThat(face.box().x()).isCloseTo(32, within(0.01f));
            assertThat(face.box().y()).isCloseTo(16, within(0.01f));
            assertThat(face.box().width()).isCloseTo(48, within(0.01f));
            assertThat(face.box().height()).isCloseTo(64, within(0.01f));
            // Right and left eye at 30 and 70 % of the width.
            assertThat(face.landmarks()).hasSize(5);
            assertThat(face.landmarks().get(0).x()).isCloseTo(46.4f, within(0.01f));
            assertThat(face.landmarks().get(1).x()).isCloseTo(65.6f, within(0.01f));
            assertThat(face.landmarks().get(4).y()).isCloseTo(67.2f, within(0.01f));
            assertThat(detector.analyze(image, Map.of("confidence", "0.95")).join().faces())
                    .isEmpty();
        }
    }

    @Test
    void aModelThatLacksATensorIsRefusedAtLoad() throws IOException {
        TestingModels.write(
                folder,
                "half",
                "face_detection",
                "yunet",
                "",
                new TinyOnnx()
                        .output("cls_8", TinyOnnx.FLOAT, new long[] {1, 16, 1}, new float[16])
                        .toBytes());

        assertThatThrownBy(() -> new NetworkFaceDetector(TestingModels.load(folder, "half")))
                .hasMessageContaining("tensor 'cls_8'")
                .hasMessageContaining("expected a tensor 'obj_8' of shape [1, 16, 1]");
    }
}
