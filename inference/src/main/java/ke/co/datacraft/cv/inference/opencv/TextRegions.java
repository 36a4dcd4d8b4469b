package ke.co.datacraft.cv.inference.opencv;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import ke.co.datacraft.cv.inference.image.OpenCv;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RotatedRect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size2f;

/**
 * Lines of text in a probability map, after Liao et al., "Real-time scene text detection with
 * differentiable binarization" (AAAI 2020): binarise, take the outlines, and widen each by {@code
 * area * ratio / perimeter}, because the network is trained on shrunken regions.
 *
 * @param threshold probability from which a pixel is text, 0..1
 * @param minimumScore mean probability that a region needs, 0..1
 * @param unclipRatio how much regions are widened
 */
public record TextRegions(float threshold, float minimumScore, float unclipRatio) {

    private static final int MAX_REGIONS = 1000;
    private static final float SHORTEST_SIDE = 3;

    /**
     * Finds the regions.
     *
     * @param probabilities row-major, {@code width * height} values of 0..1
     * @param width of the map
     * @param height of the map
     * @return in the map's pixels, in no order
     */
    public List<Quadrilateral> find(FloatBuffer probabilities, int width, int height) {
        OpenCv.initialise();
        float[] values = new float[width * height];
        probabilities.duplicate().get(values);
        try (PointerScope scope = new PointerScope()) {
            Mat map = new Mat(height, width, opencv_core.CV_32FC1, new FloatPointer(values));
            Mat binary = new Mat();
            opencv_imgproc.threshold(map, binary, threshold, 255, opencv_imgproc.THRESH_BINARY);
            binary.convertTo(binary, opencv_core.CV_8UC1);
            MatVector outlines = new MatVector();
            opencv_imgproc.findContours(
                    binary, outlines, opencv_imgproc.RETR_LIST, opencv_imgproc.CHAIN_APPROX_SIMPLE);
            List<Quadrilateral> regions = new ArrayList<>();
            for (long i = 0; i < Math.min(outlines.size(), MAX_REGIONS); i++) {
                region(map, outlines, i, regions);
            }
            return regions;
        }
    }

    private void region(Mat map, MatVector outlines, long index, List<Quadrilateral> regions) {
        RotatedRect rectangle = opencv_imgproc.minAreaRect(outlines.get(index));
        float width = rectangle.size().width();
        float height = rectangle.size().height();
        if (Math.min(width, height) < SHORTEST_SIDE) {
            return;
        }
        if (score(map, outlines, index) < minimumScore) {
            return;
        }
        float margin = width * height * unclipRatio / (2 * (width + height));
        RotatedRect widened =
                new RotatedRect(
                        rectangle.center(),
                        new Size2f(width + 2 * margin, height + 2 * margin),
                        rectangle.angle());
        regions.add(corners(widened));
    }

    /** Mean probability inside the outline. */
    private static double score(Mat map, MatVector outlines, long index) {
        Rect bounds = opencv_imgproc.boundingRect(outlines.get(index));
        Mat mask = Mat.zeros(bounds.height(), bounds.width(), opencv_core.CV_8UC1).asMat();
        opencv_imgproc.drawContours(
                mask,
                outlines,
                (int) index,
                Scalar.all(255),
                opencv_imgproc.FILLED,
                opencv_imgproc.LINE_8,
                new Mat(),
                0,
                new org.bytedeco.opencv.opencv_core.Point(-bounds.x(), -bounds.y()));
        return opencv_core.mean(new Mat(map, bounds), mask).get(0);
    }

    static Quadrilateral corners(RotatedRect rectangle) {
        Point2f points = new Point2f(4);
        rectangle.points(points);
        float[][] corners = new float[4][];
        for (int i = 0; i < 4; i++) {
            Point2f point = points.getPointer(i);
            corners[i] = new float[] {point.x(), point.y()};
        }
        Arrays.sort(corners, Comparator.comparingDouble(corner -> corner[0]));
        boolean leftDown = corners[0][1] <= corners[1][1];
        boolean rightDown = corners[2][1] <= corners[3][1];
        float[] topLeft = corners[leftDown ? 0 : 1];
        float[] bottomLeft = corners[leftDown ? 1 : 0];
        float[] topRight = corners[rightDown ? 2 : 3];
        float[] bottomRight = corners[rightDown ? 3 : 2];
        return new Quadrilateral(
                new float[] {topLeft[0], topRight[0], bottomRight[0], bottomLeft[0]},
                new float[] {topLeft[1], topRight[1], bottomRight[1], bottomLeft[1]});
    }
}
