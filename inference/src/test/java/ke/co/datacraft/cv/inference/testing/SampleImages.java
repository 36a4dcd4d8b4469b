package ke.co.datacraft.cv.inference.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import ke.co.datacraft.cv.inference.image.OpenCv;
import ke.co.datacraft.cv.inference.testing.SampleTiff.Page;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Image files for tests, made on the spot; the same arguments always give the same bytes. */
public final class SampleImages {

    private SampleImages() {}

    /**
     * BGR pixels of a picture with soft gradients and a few rectangles, rows from the top down. No
     * side and no corner looks like another.
     */
    public static byte[] pixels(int width, int height, long seed) {
        Random random = new Random(seed);
        double[] phase = {random.nextDouble(6), random.nextDouble(6), random.nextDouble(6)};
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    double wave = Math.sin(phase[channel] + 3.0 * x / width + 2.0 * y / height);
                    pixels[3 * (y * width + x) + channel] = (byte) (128 + 100 * wave);
                }
            }
        }
        for (int i = 0; i < 6; i++) {
            int left = random.nextInt(width);
            int top = random.nextInt(height);
            rectangle(pixels, width, left, top, Math.min(height, top + height / 4 + 1), random);
        }
        return pixels;
    }

    private static void rectangle(
            byte[] pixels, int width, int left, int top, int bottom, Random random) {
        byte[] colour = new byte[3];
        random.nextBytes(colour);
        int right = Math.min(width, left + width / 4 + 1);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                System.arraycopy(colour, 0, pixels, 3 * (y * width + x), 3);
            }
        }
    }

    /** The picture of {@link #pixels} as 8-bit BGR; the caller closes it. */
    public static Mat mat(int width, int height, long seed) {
        OpenCv.initialise();
        Mat mat = new Mat(height, width, opencv_core.CV_8UC3);
        mat.data().capacity(3L * width * height).put(pixels(width, height, seed));
        return mat;
    }

    /** A JPEG of quality 95. */
    public static byte[] jpeg(int width, int height, long seed) {
        try (Mat mat = mat(width, height, seed)) {
            return encode(".jpg", mat, opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 95);
        }
    }

    /** A JPEG whose stored pixels are to be shown rotated; the sizes are those of the file. */
    public static byte[] jpeg(int width, int height, long seed, int orientation) {
        return SampleExif.intoJpeg(jpeg(width, height, seed), orientation);
    }

    /** An RGB PNG. */
    public static byte[] png(int width, int height, long seed) {
        return encoded(".png", width, height, seed);
    }

    /** A lossless WebP. */
    public static byte[] webp(int width, int height, long seed) {
        try (Mat mat = mat(width, height, seed)) {
            return encode(".webp", mat, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101);
        }
    }

    /** A BMP of 24 bits per pixel. */
    public static byte[] bmp(int width, int height, long seed) {
        return encoded(".bmp", width, height, seed);
    }

    /** A GIF with one frame. */
    public static byte[] gif(int width, int height, long seed) {
        return encoded(".gif", width, height, seed);
    }

    /** A TIFF with one page per size, each {@code {width, height}}, the seeds counting from 0. */
    public static byte[] tiff(int[]... sizes) {
        Page[] pages = new Page[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            pages[i] = Page.rgb(sizes[i][0], sizes[i][1], pixels(sizes[i][0], sizes[i][1], i), 1);
        }
        return SampleTiff.write(ByteOrder.LITTLE_ENDIAN, false, List.of(pages));
    }

    /** A white PNG with lines of black text, sharp and about 30 pixels high. */
    public static byte[] text(String... lines) {
        OpenCv.initialise();
        int width = 60 + 22 * Arrays.stream(lines).mapToInt(String::length).max().orElse(1);
        try (Scalar white = new Scalar(255, 255, 255, 0);
                Scalar black = new Scalar(0, 0, 0, 0);
                Mat mat = new Mat(60 + 60 * lines.length, width, opencv_core.CV_8UC3, white)) {
            for (int i = 0; i < lines.length; i++) {
                try (Point origin = new Point(30, 70 + 60 * i)) {
                    opencv_imgproc.putText(
                            mat,
                            lines[i],
                            origin,
                            opencv_imgproc.FONT_HERSHEY_SIMPLEX,
                            1.2,
                            black,
                            2,
                            opencv_imgproc.LINE_AA,
                            false);
                }
            }
            return encode(".png", mat);
        }
    }

    /** A grey picture with a line of text, whose letters begin about there, on white. */
    public static byte[] signAt(int[] size, int[] place, String line) {
        OpenCv.initialise();
        byte[] file = text(line);
        try (BytePointer bytes = new BytePointer(file);
                Mat encoded = new Mat(1, file.length, opencv_core.CV_8UC1, bytes);
                Mat sign = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_COLOR);
                Scalar grey = new Scalar(90, 90, 90, 0);
                Mat picture = new Mat(size[1], size[0], opencv_core.CV_8UC3, grey);
                Rect area = new Rect(place[0], place[1], sign.cols(), sign.rows());
                Mat view = new Mat(picture, area)) {
            sign.copyTo(view);
            return encode(".png", picture);
        }
    }

    /** The first three fifths of a JPEG. */
    public static byte[] truncatedJpeg() {
        byte[] whole = jpeg(320, 240, 1);
        return Arrays.copyOf(whole, whole.length * 3 / 5);
    }

    /** A PNG of a few dozen bytes that says it has this many pixels. */
    public static byte[] pngBomb(int width, int height) {
        byte[] file = png(2, 2, 0);
        ByteBuffer buffer = ByteBuffer.wrap(file);
        buffer.putInt(16, width).putInt(20, height);
        CRC32 checksum = new CRC32();
        checksum.update(file, 12, 17);
        buffer.putInt(29, (int) checksum.getValue());
        return file;
    }

    /** Plain text, as it comes under names that end in .jpg. */
    public static byte[] notAnImage() {
        return "Dear Sir or Madam, this is not a picture.\n".getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Encodes a picture.
     *
     * @param extension such as {@code .png}
     * @param mat stays open
     * @param options pairs of OpenCV's {@code IMWRITE_*} constants and values
     */
    public static byte[] encode(String extension, Mat mat, int... options) {
        OpenCv.initialise();
        try (BytePointer file = new BytePointer();
                IntPointer pairs = new IntPointer(options)) {
            boolean done =
                    options.length == 0
                            ? opencv_imgcodecs.imencode(extension, mat, file)
                            : opencv_imgcodecs.imencode(extension, mat, file, pairs);
            if (!done) {
                throw new IllegalArgumentException("OpenCV cannot encode " + extension);
            }
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }

    private static byte[] encoded(String extension, int width, int height, long seed) {
        try (Mat mat = mat(width, height, seed)) {
            return encode(extension, mat);
        }
    }
}
