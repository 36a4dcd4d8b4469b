package ke.co.datacraft.cv.inference.ocr;

import java.io.File;
import java.nio.file.Path;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.NativeEnvironment;
import net.sourceforge.tess4j.TessAPI1;
import org.bytedeco.javacpp.Loader;

/**
 * Loads the native library that comes from Maven, once. Its OpenMP is held to one thread: images
 * run in parallel, and with more threads than cores recognition is many times slower. The limit is
 * read when the library loads, so it is set before, unless the environment has one.
 */
final class TesseractNatives {

    private static final String LIBRARY_PATH = "jna.library.path";

    private TesseractNatives() {}

    /**
     * Loads the library.
     *
     * @return its version, such as {@code 5.5.2}
     * @throws InferenceException {@code INVALID_MODEL} where there is none for this platform
     */
    static String load() {
        try {
            return Holder.VERSION;
        } catch (LinkageError error) {
            throw new InferenceException(
                    InferenceException.Reason.INVALID_MODEL,
                    "Tesseract's native library cannot be loaded on "
                            + System.getProperty("os.name")
                            + " "
                            + System.getProperty("os.arch")
                            + ": "
                            + rootMessage(error)
                            + "; use the model ppocr",
                    error);
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    private static final class Holder {
        static final String VERSION = open();

        private static String open() {
            NativeEnvironment.setUnlessSet("OMP_THREAD_LIMIT", "1");
            String leptonica;
            String tesseract;
            // OpenCV switches loading off for a moment, under this lock.
            synchronized (Loader.class) {
                leptonica = Loader.load(org.bytedeco.leptonica.global.leptonica.class);
                tesseract = Loader.load(org.bytedeco.tesseract.global.tesseract.class);
            }
            String folders =
                    Path.of(tesseract).getParent()
                            + File.pathSeparator
                            + Path.of(leptonica).getParent();
            String before = System.getProperty(LIBRARY_PATH);
            System.setProperty(
                    LIBRARY_PATH,
                    before == null || before.isEmpty()
                            ? folders
                            : folders + File.pathSeparator + before);
            return TessAPI1.TessVersion();
        }
    }
}
