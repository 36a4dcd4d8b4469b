package ke.co.datacraft.cv.inference.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native memory must not depend on the garbage collector, which does not see it. */
class DetectorMemoryTest {

    // The Java heap grows for a while too and then stops; a leak grows in every window.
    private static final int WINDOWS = 10;
    private static final long TOLERANCE = 4L << 20;

    @TempDir Path folder;

    @Test
    void modelsThatAreClosedLeaveNothingBehind() throws IOException {
        TestingDetector.write(folder);
        ModelRepository repository = new ModelRepository(ModelRepositorySettings.of(folder));
        OpenCv.initialise();
        try (Scalar grey = new Scalar(9, 9, 9, 0);
                DecodedImage image =
                        new DecodedImage(new Mat(32, 32, opencv_core.CV_8UC3, grey), 32, 32)) {
            // A session takes about 150 kB.
            assertStopsGrowing(() -> openAndClose(repository, image, 100));
        }
    }

    private static void openAndClose(ModelRepository repository, DecodedImage image, int count) {
        for (int round = 0; round < count; round++) {
            try (ObjectDetector detector =
                    new ObjectDetector(repository.load(TestingDetector.NAME))) {
                assertThat(detector.analyze(image, Map.of()).join().detections()).hasSize(1);
            }
        }
    }

    @Test
    void runsLeaveNothingBehind() throws IOException {
        TestingDetector.write(folder);
        ModelRepository repository = new ModelRepository(ModelRepositorySettings.of(folder));
        FloatBuffer input =
                ByteBuffer.allocateDirect(3 * 32 * 32 * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
        try (LoadedModel model = repository.load(TestingDetector.NAME)) {
            // A result takes about 1 kB.
            assertStopsGrowing(() -> run(model, input, 20_000));
        }
    }

    private static void assertStopsGrowing(Runnable window) {
        long least = Long.MAX_VALUE;
        for (int count = 0; count < WINDOWS && least >= TOLERANCE; count++) {
            long before = Pointer.physicalBytes();
            window.run();
            least = Math.min(least, Pointer.physicalBytes() - before);
        }
        assertThat(least).as("bytes that the process grew by").isLessThan(TOLERANCE);
    }

    private static void run(LoadedModel model, FloatBuffer input, int count) {
        for (int round = 0; round < count; round++) {
            assertThat(model.network().run(input, 1, 3, 32, 32).values().capacity())
                    .isEqualTo(21 * 7);
        }
    }
}
