package ke.co.datacraft.cv.inference.opencv;

import java.util.List;
import ke.co.datacraft.cv.inference.ImagePoint;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Grey values of a picture or of a part of it, perhaps turned and scaled, and the way back to the
 * original's pixels. Owns native memory; whoever made it closes it.
 */
public final class LuminanceView implements AutoCloseable {

    private final Mat grey;
    private final Homography toOriginal;

    private LuminanceView(Mat grey, Homography toOriginal) {
        this.grey = grey;
        this.toOriginal = toOriginal;
    }

    /**
     * The whole picture.
     *
     * @param image converted, and not kept
     * @param maxLongSide a larger picture is scaled down to it, in pixels
     */
    public static LuminanceView of(DecodedImage image, int maxLongSide) {
        OpenCv.initialise();
        Mat grey = new Mat();
        opencv_imgproc.cvtColor(image.pixels(), grey, opencv_imgproc.COLOR_BGR2GRAY);
        double scale = (double) maxLongSide / Math.max(grey.cols(), grey.rows());
        if (scale < 1) {
            Mat smaller = new Mat();
            int width = (int) Math.max(1, Math.round(grey.cols() * scale));
            int height = (int) Math.max(1, Math.round(grey.rows() * scale));
            try (Size size = new Size(width, height)) {
                opencv_imgproc.resize(grey, smaller, size, 0, 0, opencv_imgproc.INTER_AREA);
            }
            grey.close();
            grey = smaller;
        }
        return new LuminanceView(
                grey,
                Homography.scaling(
                        (double) image.originalWidth() / grey.cols(),
                        (double) image.originalHeight() / grey.rows()));
    }

    /** A copy turned by a quarter, counter-clockwise. */
    public LuminanceView turnedLeft() {
        Mat turned = new Mat();
        opencv_core.rotate(grey, turned, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
        Homography back = new Homography(0, -1, grey.cols(), 1, 0, 0, 0, 0, 1);
        return new LuminanceView(turned, toOriginal.after(back));
    }

    /**
     * A part, upright, by perspective warp.
     *
     * @param region in pixels of this view
     * @param margin what is added on each side, as a share of the shorter side
     * @param scale pixels of the part for each pixel of this view
     */
    public LuminanceView part(Quadrilateral region, float margin, float scale) {
        float around = margin * Math.min(region.length(), region.height()) * scale;
        float width = region.length() * scale;
        float height = region.height() * scale;
        Mat part = new Mat();
        try (PointerScope scope = new PointerScope()) {
            Mat from =
                    points(
                            new float[] {around, around + width, around + width, around},
                            new float[] {around, around, around + height, around + height});
            Mat matrix =
                    opencv_imgproc.getPerspectiveTransform(from, points(region.x(), region.y()));
            Homography back = Homography.of(matrix);
            opencv_imgproc.warpPerspective(
                    grey,
                    part,
                    matrix,
                    new Size(
                            Math.max(1, Math.round(width + 2 * around)),
                            Math.max(1, Math.round(height + 2 * around))),
                    opencv_imgproc.INTER_CUBIC | opencv_imgproc.WARP_INVERSE_MAP,
                    opencv_core.BORDER_REPLICATE,
                    new Scalar());
            // Pixel centres are whole numbers to the warp and halves here; for such parts the
            // difference is below half a pixel of the original.
            return new LuminanceView(part, toOriginal.after(back));
        }
    }

    private static Mat points(float[] x, float[] y) {
        FloatPointer values = new FloatPointer(8L);
        for (int i = 0; i < 4; i++) {
            values.put(2L * i, x[i]);
            values.put(2L * i + 1, y[i]);
        }
        return new Mat(4, 1, opencv_core.CV_32FC2, values);
    }

    /** Paints a polygon of this view white, so that what is there is not found again. */
    public void blank(List<ImagePoint> polygon) {
        int[] coordinates = new int[2 * polygon.size()];
        for (int i = 0; i < polygon.size(); i++) {
            coordinates[2 * i] = Math.round(polygon.get(i).x());
            coordinates[2 * i + 1] = Math.round(polygon.get(i).y());
        }
        try (PointerScope scope = new PointerScope()) {
            Mat points =
                    new Mat(polygon.size(), 1, opencv_core.CV_32SC2, new IntPointer(coordinates));
            opencv_imgproc.fillPoly(grey, new MatVector(points), Scalar.all(255));
        }
    }

    /** Grey values, row by row without gaps. */
    public byte[] values() {
        byte[] values = new byte[width() * height()];
        for (int row = 0; row < height(); row++) {
            grey.ptr(row).get(values, row * width(), width());
        }
        return values;
    }

    /** A place of this view in the original's pixels. */
    public ImagePoint toOriginal(ImagePoint point) {
        return toOriginal.map(point.x(), point.y());
    }

    /** Pixels in a row. */
    public int width() {
        return grey.cols();
    }

    /** Rows. */
    public int height() {
        return grey.rows();
    }

    Mat grey() {
        return grey;
    }

    @Override
    public void close() {
        grey.close();
    }
}
