package ke.co.datacraft.cv.inference.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;

/**
 * A detector whose findings are known, in the real runtime with a model of a few hundred bytes. Its
 * input is 32 x 32, BGR, letterboxed top-left with black. In every picture it finds a {@code box}
 * of confidence 0.9 at {@link #BOX} of the input, and a {@code light} at {@link #LIGHT} whose
 * confidence is the mean brightness of the letterboxed input: 1 for a white square, 0 for black.
 */
public final class TestingDetector {

    /** Name of the model. */
    public static final String NAME = "testing-detector";

    /** Version of the model. */
    public static final String VERSION = "1.0.0";

    /** Side of the square input in pixels. */
    public static final int SIDE = 32;

    /** Left, top, width and height of every {@code box}, in pixels of the input. */
    public static final float[] BOX = {4, 4, 8, 6};

    /** Left, top, width and height of every {@code light}, in pixels of the input. */
    public static final float[] LIGHT = {16, 14, 8, 8};

    private static final String MANIFEST =
            """
            name: testing-detector
            version: 1.0.0
            task: object_detection
            decoder: yolox
            file: testing-detector.onnx
            licence: CC0-1.0
            input:
              pad_value: 0
            labels: [box, light]
            """;

    private TestingDetector() {}

    /** The ONNX file. */
    public static byte[] model() {
        return model(0.9f);
    }

    /**
     * The ONNX file of another version, which is as sure of each {@code box} as told.
     *
     * @param confidence 0 to 1
     */
    public static byte[] model(float confidence) {
        return tiny(confidence).toBytes();
    }

    private static TinyOnnx tiny(float confidence) {
        YoloxTensor constant = new YoloxTensor(SIDE, SIDE, 2);
        int light = constant.put(8, 1, 1, LIGHT[0], LIGHT[1], LIGHT[2], LIGHT[3]);
        constant.put(8, 0, confidence, BOX[0], BOX[1], BOX[2], BOX[3]);
        float[] values = constant.values();
        float[] slope = new float[values.length];
        values[light + 4] = 0;
        slope[light + 4] = 1 / 255f;
        return new TinyOnnx().input(1, 3, SIDE, SIDE).output(constant.shape(), values).slope(slope);
    }

    /**
     * Writes model and manifest into a folder of models.
     *
     * @return the ONNX file
     */
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(NAME + ".yaml"), MANIFEST);
        return Files.write(folder.resolve(NAME + ".onnx"), model());
    }

    /**
     * Writes a model that takes several pictures at once, and the same manifest, into a folder.
     *
     * @return the ONNX file
     */
    public static Path writePerPicture(Path folder) throws IOException {
        write(folder);
        return Files.write(folder.resolve(NAME + ".onnx"), tiny(0.9f).perPicture().toBytes());
    }

    /**
     * Writes another version, model and manifest, into a folder of models.
     *
     * @param confidence its confidence in each {@code box}
     * @return the ONNX file
     */
    public static Path write(Path folder, String version, float confidence) throws IOException {
        Files.createDirectories(folder);
        String file = NAME + "-" + version;
        Files.writeString(
                folder.resolve(file + ".yaml"),
                MANIFEST.replace(VERSION, version).replace(NAME + ".onnx", file + ".onnx"));
        return Files.write(folder.resolve(file + ".onnx"), model(confidence));
    }

    /** Writes the model into the folder and opens a detector on it; the caller closes it. */
    public static ObjectDetector open(Path folder) throws IOException {
        write(folder);
        return new ObjectDetector(
                new ModelRepository(ModelRepositorySettings.of(folder)).load(NAME));
    }
}
