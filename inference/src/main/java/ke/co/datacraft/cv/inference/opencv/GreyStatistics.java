package ke.co.datacraft.cv.inference.opencv;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Statistics of a picture's grey values, gathered strip by strip so that the scratch memory does
 * not grow with the picture.
 */
final class GreyStatistics {

    private static final int STRIP_ROWS = 256;
    private static final int ALMOST_BLACK = 5;
    private static final int ALMOST_WHITE = 250;

    private final long[] histogram = new long[256];
    private double edgeSum;
    private double edgeSquareSum;
    private long pixels;

    private GreyStatistics() {}

    /**
     * @param image 8-bit BGR
     */
    static GreyStatistics of(Mat image) {
        GreyStatistics statistics = new GreyStatistics();
        statistics.pixels = (long) image.rows() * image.cols();
        for (int top = 0; top < image.rows(); top += STRIP_ROWS) {
            statistics.addStrip(image, top, Math.min(image.rows(), top + STRIP_ROWS));
        }
        return statistics;
    }

    private void addStrip(Mat image, int top, int bottom) {
        // The Laplacian of a row needs the rows above and below it.
        int from = Math.max(0, top - 1);
        int to = Math.min(image.rows(), bottom + 1);
        try (PointerScope scope = new PointerScope()) {
            Mat grey = new Mat();
            opencv_imgproc.cvtColor(image.rowRange(from, to), grey, opencv_imgproc.COLOR_BGR2GRAY);
            Mat edges = new Mat();
            opencv_imgproc.Laplacian(grey, edges, opencv_core.CV_16S);
            addEdges(edges.rowRange(top - from, bottom - from));
            addGrey(grey, top - from, bottom - from);
        }
    }

    private void addEdges(Mat edges) {
        Mat mean = new Mat();
        Mat deviation = new Mat();
        opencv_core.meanStdDev(edges, mean, deviation);
        double average = new DoublePointer(mean.data()).get();
        double spread = new DoublePointer(deviation.data()).get();
        edgeSum += average * edges.total();
        edgeSquareSum += (spread * spread + average * average) * edges.total();
    }

    private void addGrey(Mat grey, int firstRow, int endRow) {
        byte[] values = new byte[grey.cols()];
        for (int row = firstRow; row < endRow; row++) {
            grey.ptr(row).get(values);
            for (byte value : values) {
                histogram[value & 0xff]++;
            }
        }
    }

    /** Variance of the Laplacian, 0 and up. */
    double sharpness() {
        double mean = edgeSum / pixels;
        return Math.max(0, edgeSquareSum / pixels - mean * mean);
    }

    /** Mean grey value, 0..1. */
    double brightness() {
        double sum = 0;
        for (int value = 0; value < histogram.length; value++) {
            sum += (double) value * histogram[value];
        }
        return sum / pixels / 255;
    }

    /** Standard deviation of the grey value, 0..0.5. */
    double contrast() {
        double mean = brightness() * 255;
        double sum = 0;
        for (int value = 0; value < histogram.length; value++) {
            sum += (value - mean) * (value - mean) * histogram[value];
        }
        return Math.sqrt(sum / pixels) / 255;
    }

    /** Share of almost black pixels, 0..1. */
    double underexposed() {
        return share(0, ALMOST_BLACK);
    }

    /** Share of almost white pixels, 0..1. */
    double overexposed() {
        return share(ALMOST_WHITE, 255);
    }

    private double share(int first, int last) {
        long count = 0;
        for (int value = first; value <= last; value++) {
            count += histogram[value];
        }
        return (double) count / pixels;
    }
}
