package ke.co.datacraft.cv.inference.opencv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.image.Sha256;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * OpenCV's cascade for upright faces seen from the front, which its Java artifact brings along.
 *
 * @param xml the cascade
 * @param sha256 its digest
 */
record FaceCascade(byte[] xml, String sha256) {

    private static final String FILE = "haarcascade_frontalface_default.xml";

    /**
     * Reads it from the class path.
     *
     * @throws InferenceException {@code INVALID_MODEL} when it is not there
     */
    static FaceCascade load() {
        String resource =
                "org/bytedeco/opencv/"
                        + Loader.getPlatform()
                        + "/share/opencv4/haarcascades/"
                        + FILE;
        try (InputStream stream =
                FaceCascade.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw invalid(resource + " is not on the class path; add OpenCV's artifact", null);
            }
            byte[] bytes = stream.readAllBytes();
            return new FaceCascade(bytes, Sha256.hex(bytes));
        } catch (IOException exception) {
            throw invalid(resource + " cannot be read", exception);
        }
    }

    /** A classifier of its own; not safe for several threads at once. */
    CascadeClassifier open() {
        CascadeClassifier classifier = new CascadeClassifier();
        try (PointerScope scope = new PointerScope()) {
            BytePointer text = new BytePointer(new String(xml, StandardCharsets.UTF_8));
            FileStorage storage = new FileStorage(text, FileStorage.READ | FileStorage.MEMORY);
            if (!classifier.read(storage.getFirstTopLevelNode())) {
                throw invalid(FILE + " is no cascade", null);
            }
        }
        return classifier;
    }

    private static InferenceException invalid(String message, Exception cause) {
        return new InferenceException(InferenceException.Reason.INVALID_MODEL, message, cause);
    }
}
