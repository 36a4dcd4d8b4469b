package ke.co.datacraft.cv.inference.image;

import ke.co.datacraft.cv.inference.NativeEnvironment;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

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

    /** Loads the libraries on the first call; every class that touches OpenCV calls it first. */
    public static void initialise() {
        // The static block does it, once.
    }
}
