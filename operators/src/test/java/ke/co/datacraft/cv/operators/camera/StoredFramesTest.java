package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.contracts.FrameStore;
import ke.co.datacraft.cv.contracts.Redaction;
import ke.co.datacraft.cv.contracts.RedactionMethod;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionKind;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionSettings;
import ke.co.datacraft.cv.operators.settings.AcceleratorSettings;
import ke.co.datacraft.cv.operators.settings.BatchSettings;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;
import ke.co.datacraft.cv.operators.settings.TaskModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of noise, stored in a folder with real models of a few hundred bytes. */
class StoredFramesTest {

    private static final int SIDE = 640;
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir Path folder;
    private StoredFrames frames;
    private final RedactionCounts counts = new RedactionCounts();

    @BeforeEach
    void open() throws IOException {
        TestingDetector.write(folder.resolve("models"));
        TestingModels.write(folder.resolve("models"));
        frames = frames(TestingDetector.NAME, null, TestingDetector.NAME);
    }

    @AfterEach
    void close() {
        frames.close();
    }

    private StoredFrames frames(String object, String plate, String usual) {
        InferenceSettings inference =
                new InferenceSettings(
                        List.of(folder.resolve("models").toString()),
                        usual,
                        "auto",
                        List.of("eng"),
                        null,
                        1,
                        "false",
                        0,
                        AcceleratorSettings.DEFAULT,
                        BatchSettings.DEFAULT,
                        TaskModels.NONE);
        return new StoredFrames(
                new FrameSettings(
                        FrameStore.OBJECT_STORAGE,
                        Duration.ofDays(1),
                        SIDE / 2,
                        SIDE / 2,
                        95,
                        folder.resolve("frames").toString(),
                        "none",
                        null,
                        null,
                        EncryptionKeys.NONE,
                        new RedactionSettings(
                                object,
                                TestingModels.FACES,
                                plate,
                                List.of("lorry", "box"),
                                0.5,
                                0.2,
                                0.2,
                                0.1,
                                2,
                                0,
                                inference)));
    }

    private static Redaction objects(String... labels) {
        return new Redaction(null, null, List.of(labels), null, RedactionMethod.BLUR);
    }

    private static GrabbedFrame noise() {
        ByteBuffer pixels = ByteBuffer.allocateDirect(3 * SIDE * SIDE);
        SplittableRandom random = new SplittableRandom(5);
        // Blocks of four pixels, of which scaling by two leaves enough.
        for (int y = 0; y < SIDE; y += 4) {
            for (int x = 0; x < SIDE; x += 4) {
                byte grey = (byte) random.nextInt(256);
                for (int i = 0; i < 48; i++) {
                    pixels.put(3 * ((y + i / 12) * SIDE + x) + i % 12, grey);
                }
            }
        }
        return new GrabbedFrame(SIDE, SIDE, 3 * SIDE, pixels);
    }

    private BufferedImage stored(Redaction redaction) throws IOException {
        SourceDefinition source = TestingCameras.redacted("gate", redaction);
        try (FrameWork work = frames.open(source, counts.monitor(seconds -> {}))) {
            return ImageIO.read(URI.create(work.store(noise(), NOON)).toURL());
        }
    }

    /** Mean step of the grey value from a pixel to the next. */
    private static double edges(BufferedImage image, int left, int top, int width, int height) {
        long sum = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                sum += Math.abs((image.getRGB(x + 1, y) & 255) - (image.getRGB(x, y) & 255));
            }
        }
        return (double) sum / (width * height);
    }

    private long files() throws IOException {
        if (!Files.exists(folder.resolve("frames"))) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder.resolve("frames"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void anObjectIsHiddenInTheScaledFrameAndAllBesideItIsKept() throws IOException {
        BufferedImage plain = stored(null);
        BufferedImage redacted = stored(objects("box"));
        assertThat(redacted.getWidth()).isEqualTo(SIDE / 2);
        // The box is at 40, 40, 80, 60 of 320 pixels.
        assertThat(edges(plain, 36, 36, 86, 66)).isGreaterThan(25);
        assertThat(edges(redacted, 36, 36, 86, 66)).isLessThan(3);
        assertThat(edges(redacted, 160, 140, 80, 80)).isGreaterThan(25);
        assertThat(beside(redacted)).isEqualTo(beside(plain));
        assertThat(counts.of(RedactionKind.OBJECT)).isEqualTo(1);
        assertThat(files()).isEqualTo(1);
    }

    /** All that is far enough from the box that the JPEG's blocks have nothing of it. */
    private static int[] beside(BufferedImage image) {
        return image.getRGB(0, 144, image.getWidth(), 176, null, 0, image.getWidth());
    }

    @Test
    void facesAreHidden() throws IOException {
        BufferedImage redacted = stored(new Redaction(true, null, null, null, null));
        // The face is at 16, 8, 24, 32 of 64 pixels.
        assertThat(edges(redacted, 80, 40, 120, 160)).isLessThan(3);
        assertThat(edges(redacted, 230, 230, 80, 80)).isGreaterThan(25);
        assertThat(counts.of(RedactionKind.FACE)).isEqualTo(1);
    }

    @Test
    void ofVehiclesTheLowerPartIsHidden() throws IOException {
        BufferedImage redacted = stored(new Redaction(null, true, null, null, null));
        assertThat(edges(redacted, 42, 70, 76, 28)).isLessThan(3);
        assertThat(edges(redacted, 42, 42, 76, 20)).isGreaterThan(25);
        assertThat(counts.of(RedactionKind.NUMBER_PLATE)).isEqualTo(1);
    }

    @Test
    void aModelOfPlatesIsBelieved() throws IOException {
        frames.close();
        frames = frames(null, TestingDetector.NAME, TestingDetector.NAME);
        BufferedImage redacted = stored(new Redaction(null, true, null, null, null));
        assertThat(edges(redacted, 42, 42, 76, 56)).isLessThan(3);
        assertThat(edges(redacted, 165, 145, 70, 70)).isLessThan(3);
    }

    @Test
    void whatCannotBeFoundIsRefusedWithTheCureAndNothingIsStored() throws IOException {
        assertThatThrownBy(() -> stored(objects("box", "lion")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redaction is not possible")
                .hasMessageContaining("has no class 'lion'; give some of: box, light");
        frames.close();
        frames = frames("absent", "absent", TestingDetector.NAME);
        assertThatThrownBy(() -> stored(objects("box"))).hasMessageContaining("absent");
        assertThatThrownBy(() -> stored(new Redaction(null, true, null, null, null)))
                .hasMessageContaining("absent");
        assertThat(files()).isZero();
        // Whoever wants nothing hidden needs no model.
        assertThat(edges(stored(null), 36, 36, 86, 66)).isGreaterThan(25);
    }

    @Test
    void theDetectorOfDrawnStreetsIsNoneForRealPicturesUnlessItIsNamed() throws IOException {
        frames.close();
        frames = frames(null, null, "street-objects");
        SourceDefinition real = TestingCameras.redacted("gate", objects("car"));
        SourceDefinition drawn =
                TestingCameras.redacted("gate", SourceKind.SIMULATOR, objects("car"));
        assertThatThrownBy(() -> frames.open(real, counts.monitor(seconds -> {})))
                .hasMessageContaining("street-objects, which finds nothing in real pictures")
                .hasMessageContaining("CV_REDACTION_MODEL");
        frames.open(drawn, counts.monitor(seconds -> {})).close();
        frames.close();
        frames = frames("street-objects", null, TestingDetector.NAME);
        frames.open(real, counts.monitor(seconds -> {})).close();
    }

    @Test
    void aFrameIsNotStoredAfterTheDetectorsAreGone() throws IOException {
        SourceDefinition source = TestingCameras.redacted("gate", objects("box"));
        try (FrameWork work = frames.open(source, counts.monitor(seconds -> {}))) {
            frames.close();
            assertThatThrownBy(() -> work.store(noise(), NOON))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is not stored, as it cannot be redacted");
        }
        assertThat(counts.failures()).isEqualTo(1);
        assertThat(files()).isZero();
        assertThatThrownBy(() -> frames.open(source, counts.monitor(seconds -> {})))
                .hasMessageContaining("the job ends");
    }
}
