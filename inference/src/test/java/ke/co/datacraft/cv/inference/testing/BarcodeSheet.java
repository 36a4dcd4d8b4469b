package ke.co.datacraft.cv.inference.testing;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ke.co.datacraft.cv.inference.ImagePoint;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** A picture with codes, made by ZXing's writers, turned, scaled and placed as a test wants. */
public final class BarcodeSheet {

    private final Mat pixels;

    /** A grey sheet with soft light, so that it is not one colour. */
    public BarcodeSheet(int width, int height) {
        OpenCv.initialise();
        pixels = new Mat(height, width, opencv_core.CV_8UC3);
        byte[] row = new byte[3 * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double light = 165 + 25 * Math.sin(3.0 * x / width + 2.0 * y / height);
                row[3 * x] = (byte) light;
                row[3 * x + 1] = (byte) (light - 5);
                row[3 * x + 2] = (byte) (light + 8);
            }
            pixels.ptr(y).put(row);
        }
    }

    /** Modules of a code without quiet zone; black is true. */
    private static BitMatrix modules(BarcodeFormat format, String content) {
        try {
            return new MultiFormatWriter()
                    .encode(content, format, 0, 0, Map.of(EncodeHintType.MARGIN, 0));
        } catch (WriterException exception) {
            throw new IllegalArgumentException(content, exception);
        }
    }

    /**
     * Places a code on a white label.
     *
     * @param degrees counter-clockwise
     * @param module pixels of a module
     * @param barHeight modules, for codes of bars
     * @return its corners, clockwise from where it begins
     */
    public List<ImagePoint> put(
            BarcodeFormat format,
            String content,
            double centerX,
            double centerY,
            double degrees,
            double module,
            int barHeight) {
        BitMatrix bits = modules(format, content);
        boolean bars = bits.getHeight() == 1;
        int width = bits.getWidth();
        int height = bars ? barHeight : bits.getHeight();
        // Bars lose their quiet zone last: ten modules.
        int quiet = bars ? 10 : 4;
        int scale = 4;
        Mat label =
                new Mat(
                        (height + 2 * quiet) * scale,
                        (width + 2 * quiet) * scale,
                        opencv_core.CV_8UC3,
                        Scalar.all(250));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (bits.get(x, bars ? 0 : y)) {
                    opencv_imgproc.rectangle(
                            label,
                            new org.bytedeco.opencv.opencv_core.Rect(
                                    (x + quiet) * scale, (y + quiet) * scale, scale, scale),
                            Scalar.all(15),
                            opencv_imgproc.FILLED,
                            opencv_imgproc.LINE_8,
                            0);
                }
            }
        }
        double[] map = paste(label, centerX, centerY, degrees, module / scale);
        List<ImagePoint> corners = new ArrayList<>();
        int left = quiet * scale;
        int right = (quiet + width) * scale;
        int bottom = (quiet + height) * scale;
        for (int[] corner :
                new int[][] {{left, left}, {right, left}, {right, bottom}, {left, bottom}}) {
            corners.add(
                    new ImagePoint(
                            (float) (map[0] * corner[0] + map[1] * corner[1] + map[2]),
                            (float) (map[3] * corner[0] + map[4] * corner[1] + map[5])));
        }
        return corners;
    }

    private double[] paste(
            Mat label, double centerX, double centerY, double degrees, double scale) {
        double cos = Math.cos(Math.toRadians(degrees)) * scale;
        double sin = Math.sin(Math.toRadians(degrees)) * scale;
        double midX = label.cols() / 2.0;
        double midY = label.rows() / 2.0;
        double[] map = {
            cos, sin, centerX - cos * midX - sin * midY,
            -sin, cos, centerY + sin * midX - cos * midY
        };
        Mat matrix = new Mat(2, 3, opencv_core.CV_64FC1);
        new DoublePointer(matrix.data()).put(map);
        opencv_imgproc.warpAffine(
                label,
                pixels,
                matrix,
                new Size(pixels.cols(), pixels.rows()),
                opencv_imgproc.INTER_AREA,
                opencv_core.BORDER_TRANSPARENT,
                new Scalar());
        return map;
    }

    /** Blurs the sheet and adds noise; the same seed gives the same. */
    public BarcodeSheet worn(double blur, int noise, long seed) {
        if (blur > 0) {
            opencv_imgproc.GaussianBlur(pixels, pixels, new Size(0, 0), blur);
        }
        Random random = new Random(seed);
        byte[] row = new byte[3 * pixels.cols()];
        for (int y = 0; y < pixels.rows(); y++) {
            pixels.ptr(y).get(row);
            for (int i = 0; i < row.length; i++) {
                double value = (row[i] & 0xff) + noise * random.nextGaussian();
                row[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
            pixels.ptr(y).put(row);
        }
        return this;
    }

    /** Writes the sheet as a file; the ending tells the format. */
    public void write(Path file) {
        if (!opencv_imgcodecs.imwrite(file.toString(), pixels)) {
            throw new IllegalStateException("cannot write " + file);
        }
    }

    /** The sheet as a picture; the caller closes it. */
    public DecodedImage picture() {
        return new DecodedImage(pixels, pixels.cols(), pixels.rows());
    }
}
