package ke.co.datacraft.cv.inference.opencv;

import java.util.List;
import ke.co.datacraft.cv.inference.image.OpenCv;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_video;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_video.BackgroundSubtractorMOG2;

/**
 * Whether something moves in frames of a fixed camera, by background subtraction (Zivkovic,
 * "Improved Adaptive Gaussian Mixture Model for Background Subtraction", ICPR 2004) on a small grey
 * picture. Shadows do not count. The first frame always moves: nothing is known before it. For one
 * thread; owns native memory.
 */
public final class MotionDetector implements AutoCloseable {

    private static final int WIDTH = 320;

    /** Frames over which the background is learnt. */
    private static final int HISTORY = 120;

    /** Squared distance from the background at the least and at the greatest sensitivity. */
    private static final double LEAST_SENSITIVE = 100;

    private static final double MOST_SENSITIVE = 6;

    /** What the subtractor paints for what moves; shadows are darker. */
    private static final double MOVING = 200;

    private final BackgroundSubtractorMOG2 subtractor;
    private final double minArea;
    private final List<double[]> masks;
    private final Mat small = new Mat();
    private final Mat grey = new Mat();
    private final Mat foreground = new Mat();
    private final Mat kernel;
    private Mat counted;
    private int area;

    /**
     * A detector for one camera.
     *
     * @param sensitivity 0 (only large changes) to 1 (any change)
     * @param minArea share of the picture that must move, 0 to 1
     * @param masks polygons where movement does not count, {@code x0, y0, …} normalised
     */
    public MotionDetector(double sensitivity, double minArea, List<double[]> masks) {
        OpenCv.initialise();
        this.minArea = minArea;
        this.masks = masks.stream().map(double[]::clone).toList();
        double threshold =
                LEAST_SENSITIVE * Math.pow(MOST_SENSITIVE / LEAST_SENSITIVE, sensitivity);
        this.subtractor = opencv_video.createBackgroundSubtractorMOG2(HISTORY, threshold, true);
        this.kernel =
                opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(3, 3));
    }

    /** Learns the frame and answers whether something moves in it. */
    public boolean moves(GrabbedFrame frame) {
        try (PointerScope scope = new PointerScope()) {
            boolean first = counted == null;
            double scale = Math.min(1, (double) WIDTH / frame.width());
            Size size =
                    new Size(
                            Math.max(1, (int) Math.round(frame.width() * scale)),
                            Math.max(1, (int) Math.round(frame.height() * scale)));
            opencv_imgproc.resize(
                    FramePixels.of(frame), small, size, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_imgproc.cvtColor(small, grey, opencv_imgproc.COLOR_BGR2GRAY);
            opencv_imgproc.GaussianBlur(grey, grey, new Size(3, 3), 0);
            subtractor.apply(grey, foreground, -1);
            opencv_imgproc.threshold(
                    foreground, foreground, MOVING, 255, opencv_imgproc.THRESH_BINARY);
            opencv_imgproc.morphologyEx(foreground, foreground, opencv_imgproc.MORPH_OPEN, kernel);
            if (first || counted.rows() != small.rows() || counted.cols() != small.cols()) {
                mask();
            }
            opencv_core.bitwise_and(foreground, counted, foreground);
            int moving = opencv_core.countNonZero(foreground);
            return first || area > 0 && moving >= Math.max(1, minArea * area);
        }
    }

    private void mask() {
        if (counted != null) {
            counted.close();
        }
        counted = new Mat(small.rows(), small.cols(), opencv_core.CV_8UC1, new Scalar(255));
        counted.retainReference();
        for (double[] polygon : masks) {
            FramePixels.fill(counted, polygon, new Scalar(0));
        }
        area = opencv_core.countNonZero(counted);
    }

    @Override
    public void close() {
        subtractor.close();
        small.close();
        grey.close();
        foreground.close();
        kernel.close();
        if (counted != null) {
            counted.releaseReference();
        }
    }
}
