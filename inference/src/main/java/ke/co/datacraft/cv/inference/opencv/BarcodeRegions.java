package ke.co.datacraft.cv.inference.opencv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ke.co.datacraft.cv.inference.image.OpenCv;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.RotatedRect;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.BarcodeDetector;
import org.bytedeco.opencv.opencv_objdetect.QRCodeDetector;

/**
 * Where barcodes may be in a picture: what OpenCV's detectors of QR codes and of bars say, and
 * patches with many edges, which matrix codes of every kind are. Proposals only: most patches are
 * no code. Not safe for several threads at once.
 */
public final class BarcodeRegions implements AutoCloseable {

    private static final int MOST_PATCHES = 40;
    private static final int LEAST_SIDE = 16;

    /** Sides of the brushes that close the gaps of a patch, as shares of the picture's. */
    private static final double[] BRUSHES = {0.008, 0.02};

    private final QRCodeDetector qrCodes;
    private final BarcodeDetector bars;

    /** Loads OpenCV's detectors. */
    public BarcodeRegions() {
        OpenCv.initialiseDetectors();
        qrCodes = new QRCodeDetector();
        bars = new BarcodeDetector();
    }

    /**
     * Finds places in a picture.
     *
     * @return in its pixels; what the detectors say first, then patches, the largest first
     */
    public List<Quadrilateral> find(LuminanceView view) {
        List<Quadrilateral> regions = new ArrayList<>();
        try (PointerScope scope = new PointerScope()) {
            Mat points = new Mat();
            if (qrCodes.detectMulti(view.grey(), points)) {
                add(points, regions);
            }
            points = new Mat();
            if (bars.detectMulti(view.grey(), points)) {
                add(points, regions);
            }
            for (double brush : BRUSHES) {
                int longSide = Math.max(view.width(), view.height());
                addPatches(view.grey(), (int) Math.max(3, Math.round(longSide * brush)), regions);
            }
        }
        return regions;
    }

    private static void add(Mat points, List<Quadrilateral> regions) {
        FloatPointer values = new FloatPointer(points.data());
        for (long first = 0; first + 4 <= points.total(); first += 4) {
            float[] x = new float[4];
            float[] y = new float[4];
            for (int corner = 0; corner < 4; corner++) {
                x[corner] = values.get(2 * (first + corner));
                y[corner] = values.get(2 * (first + corner) + 1);
            }
            Quadrilateral region = new Quadrilateral(x, y);
            if (Math.min(region.length(), region.height()) >= LEAST_SIDE) {
                regions.add(region);
            }
        }
    }

    private static void addPatches(Mat grey, int brush, List<Quadrilateral> regions) {
        Mat edges = new Mat();
        Mat small = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(3, 3));
        opencv_imgproc.morphologyEx(grey, edges, opencv_imgproc.MORPH_GRADIENT, small);
        opencv_imgproc.blur(edges, edges, new Size(brush, brush));
        opencv_imgproc.threshold(
                edges, edges, 0, 255, opencv_imgproc.THRESH_BINARY | opencv_imgproc.THRESH_OTSU);
        Mat large =
                opencv_imgproc.getStructuringElement(
                        opencv_imgproc.MORPH_RECT, new Size(brush, brush));
        opencv_imgproc.morphologyEx(edges, edges, opencv_imgproc.MORPH_CLOSE, large);
        opencv_imgproc.morphologyEx(edges, edges, opencv_imgproc.MORPH_OPEN, large);
        MatVector outlines = new MatVector();
        opencv_imgproc.findContours(
                edges, outlines, opencv_imgproc.RETR_EXTERNAL, opencv_imgproc.CHAIN_APPROX_SIMPLE);
        List<Quadrilateral> patches = new ArrayList<>();
        for (long index = 0; index < outlines.size(); index++) {
            RotatedRect rectangle = opencv_imgproc.minAreaRect(outlines.get(index));
            if (Math.min(rectangle.size().width(), rectangle.size().height()) >= LEAST_SIDE) {
                patches.add(TextRegions.corners(rectangle));
            }
        }
        patches.stream()
                .sorted(
                        Comparator.<Quadrilateral>comparingDouble(
                                        patch -> -patch.length() * patch.height())
                                .thenComparing(patch -> patch.y()[0])
                                .thenComparing(patch -> patch.x()[0]))
                .limit(MOST_PATCHES)
                .forEach(regions::add);
    }

    @Override
    public void close() {
        qrCodes.close();
        bars.close();
    }
}
