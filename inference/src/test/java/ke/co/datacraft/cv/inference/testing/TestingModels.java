package ke.co.datacraft.cv.inference.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ke.co.datacraft.cv.inference.decode.OutputShape;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Models of a few hundred bytes for every task that needs one, whose findings are known. They run
 * in the real runtime.
 */
public final class TestingModels {

    /**
     * A classifier of 32 x 32, with the labels dark, middle and bright; the logit of bright rises
     * by 1 with each 25.5 of the mean grey value, that of middle is 5 and that of dark 2.
     */
    public static final String CLASSIFIER = "testing-classifier";

    /** A face detector of 64 x 64 that sees one face at {@link #FACE} in every picture. */
    public static final String FACES = "testing-faces";

    /** A feature model of 32 x 32: {@code [3, 4]} in the dark, more of the first in the light. */
    public static final String FEATURES = "testing-features";

    /** Left, top, width and height of the face, in pixels of the input. */
    public static final float[] FACE = {16, 8, 24, 32};

    private TestingModels() {}

    /** Writes all three models with their manifests into a folder of models. */
    public static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(
                folder,
                CLASSIFIER,
                "image_classification",
                "classification",
                "labels: [dark, middle, bright]\n",
                classifier());
        write(folder, FACES, "face_detection", "yunet", "", faces());
        write(folder, FEATURES, "embedding", "embedding", "", features());
    }

    /** Writes a model with its manifest. */
    public static void write(
            Path folder, String name, String task, String decoder, String rest, byte[] model)
            throws IOException {
        String manifest =
                """
                name: %s
                version: 1.0.0
                task: %s
                decoder: %s
                file: %s.onnx
                licence: CC0-1.0
                """
                        .formatted(name, task, decoder, name);
        Files.writeString(folder.resolve(name + ".yaml"), manifest + rest);
        Files.write(folder.resolve(name + ".onnx"), model);
    }

    private static byte[] classifier() {
        // Normalised, white and black differ by 1 / 0.226 on the mean of the three planes.
        float white = 10 / 4.44f;
        return new TinyOnnx()
                .output(new long[] {1, 3}, new float[] {2, 5, 4.58f})
                .slope(new float[] {0, 0, white})
                .toBytes();
    }

    private static byte[] features() {
        return new TinyOnnx()
                .output(new long[] {1, 2}, new float[] {3, 4})
                .slope(new float[] {1, 0})
                .toBytes();
    }

    private static byte[] faces() {
        YunetTensors tensors = new YunetTensors(64, 64);
        tensors.put(16, 1, 1, 0.9f, 0.9f, FACE[0], FACE[1], FACE[2], FACE[3]);
        TinyOnnx model = new TinyOnnx().input(1, 3, 64, 64);
        int index = 0;
        for (OutputShape shape : tensors.shapes()) {
            model.output(
                    shape.name(), TinyOnnx.FLOAT, shape.dimensions(), tensors.get(index++).array());
        }
        return model.toBytes();
    }

    /** Loads a model of the folder; the caller closes it. */
    public static LoadedModel load(Path folder, String name) {
        return new ModelRepository(ModelRepositorySettings.of(folder)).load(name);
    }

    /** A picture of one grey value. */
    public static DecodedImage grey(int width, int height, int value) {
        OpenCv.initialise();
        Mat pixels =
                new Mat(height, width, opencv_core.CV_8UC3, new Scalar(value, value, value, 0));
        return new DecodedImage(pixels, width, height);
    }
}
