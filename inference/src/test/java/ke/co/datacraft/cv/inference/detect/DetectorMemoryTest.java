package ke.co.datacraft.cv.inference.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.onnx.BatchingSettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Native memory must not depend on the garbage collector, which does not see it. */
class DetectorMemoryTest {

    // The Java heap grows for a while too and then stops; a leak grows in every window.
    private static final int WINDOWS = 10;
    private static final long TOLERANCE = 4L << 20;

    private static final int CALLERS = 4;

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

    @ParameterizedTest
    @EnumSource(names = {"ALWAYS", "NEVER"})
    void manyCallersWithPicturesOfEverySizeLeaveNothingBehind(BatchingSettings.Use merged)
            throws IOException {
        TestingDetector.writePerPicture(folder);
        BatchingSettings usual = BatchingSettings.automatic();
        OnnxSettings runtime =
                OnnxSettings.cpu()
                        .with(new BatchingSettings(merged, usual.policy(), usual.monitor(), null));
        ModelRepository repository =
                new ModelRepository(new ModelRepositorySettings(List.of(folder), false, runtime));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (ObjectDetector detector = new ObjectDetector(repository.load(TestingDetector.NAME))) {
            // The tensors of a slot take about 1 kB, and the collector frees none of it.
            assertStopsGrowing(() -> analyseFromAll(callers, detector, 5000));
        } finally {
            callers.shutdownNow();
        }
        assertThat(usual.monitor().models().isEmpty())
                .isEqualTo(merged == BatchingSettings.Use.NEVER);
    }

    private static void analyseFromAll(
            ExecutorService callers, ObjectDetector detector, int perCaller) {
        List<CompletableFuture<Void>> work = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Random sizes = new Random(caller);
            work.add(
                    CompletableFuture.runAsync(() -> analyse(detector, sizes, perCaller), callers));
        }
        CompletableFuture.allOf(work.toArray(CompletableFuture[]::new)).join();
    }

    private static void analyse(ObjectDetector detector, Random sizes, int count) {
        for (int round = 0; round < count; round++) {
            int width = 8 + sizes.nextInt(300);
            int height = 8 + sizes.nextInt(300);
            try (Scalar grey = new Scalar(9, 9, 9, 0);
                    DecodedImage image =
                            new DecodedImage(
                                    new Mat(height, width, opencv_core.CV_8UC3, grey),
                                    width,
                                    height)) {
                assertThat(detector.analyze(image, Map.of()).join().timings().batchSize())
                        .isPositive();
            }
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
