package ke.co.datacraft.cv.inference.opencv;

import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Borrowed frames and shapes for OpenCV, in the caller's pointer scope. */
final class FramePixels {

    private FramePixels() {}

    /** The frame's own memory as a matrix; nothing is copied. */
    static Mat of(GrabbedFrame frame) {
        return new Mat(
                frame.height(),
                frame.width(),
                opencv_core.CV_8UC3,
                new BytePointer(frame.pixels().duplicate().clear()),
                frame.stride());
    }

    /**
     * Fills a polygon.
     *
     * @param polygon {@code x0, y0, …}, normalised
     */
    static void fill(Mat picture, double[] polygon, Scalar colour) {
        int corners = polygon.length / 2;
        Point points = new Point(corners);
        for (int i = 0; i < corners; i++) {
            points.position(i)
                    .x((int) Math.round(polygon[2 * i] * picture.cols()))
                    .y((int) Math.round(polygon[2 * i + 1] * picture.rows()));
        }
        opencv_imgproc.fillPoly(
                picture, points.position(0), new IntPointer(new int[] {corners}), 1, colour);
    }
}
