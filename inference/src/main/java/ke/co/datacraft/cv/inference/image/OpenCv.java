package ke.co.datacraft.cv.inference.image;

import java.util.List;
import ke.co.datacraft.cv.inference.NativeEnvironment;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_objdetect;

/** OpenCV's one set-up: what is loaded, how it logs, how many threads it takes. */
public final class OpenCv {

    private static final String MAX_PHYSICAL_BYTES = "org.bytedeco.javacpp.maxPhysicalBytes";

    static {
        // A damaged image is the sender's mistake and becomes an exception; OpenCV would also print
        // it.
        NativeEnvironment.setUnlessSet("OPENCV_LOG_LEVEL", "SILENT");
        // JavaCPP would refuse to allocate once the process is twice as large as the Java heap may
        // be; here the heap is small, and models and state rightly live outside it.
        if (System.getProperty(MAX_PHYSICAL_BYTES) == null) {
            System.setProperty(MAX_PHYSICAL_BYTES, "0");
        }
        // Never highgui: it wants window system libraries that a server has not.
        Loader.load(opencv_core.class);
        Loader.load(opencv_imgproc.class);
        Loader.load(opencv_imgcodecs.class);
        // Images run in parallel, so one of them runs on one thread.
        opencv_core.setNumThreads(1);
    }

    private OpenCv() {}

    /** Once, when the first detector is made. */
    private static final class Detectors {

        private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadlibraries";

        /** What the detectors' classes inherit from and never call. */
        private static final List<String> UNUSED =
                List.of(
                        "org.bytedeco.opencv.global.opencv_videoio",
                        "org.bytedeco.opencv.global.opencv_highgui");

        static {
            initialise();
            // JavaCPP initialises every class that a class inherits from, and that of highgui fails
            // where there is no window system. Nothing else may load meanwhile.
            synchronized (Loader.class) {
                System.setProperty(LOAD_LIBRARIES, "false");
                try {
                    for (String name : UNUSED) {
                        Class.forName(name, true, OpenCv.class.getClassLoader());
                    }
                } catch (ClassNotFoundException exception) {
                    throw new IllegalStateException("OpenCV's artifact lacks a class", exception);
                } finally {
                    System.clearProperty(LOAD_LIBRARIES);
                }
                Loader.load(opencv_objdetect.class);
            }
        }

        private static void load() {
            // The static block does it.
        }
    }

    /**
     * Loads OpenCV's detectors of faces and codes on the first call, also on a server without a
     * window system.
     */
    public static void initialiseDetectors() {
        Detectors.load();
    }

    /** Loads the libraries on the first call; every class that touches OpenCV calls it first. */
    public static void initialise() {
        // The static block does it, once.
    }
}
