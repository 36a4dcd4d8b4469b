package ke.co.datacraft.cv.inference.image;

import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns decoded pixels of any kind into 8-bit BGR. What it makes is freed by the pointer scope that
 * the caller has open.
 */
final class Pixels {

    private static final double SIXTEEN_TO_EIGHT_BITS = 1 / 257.0;

    private Pixels() {}

    /**
     * @param stored one channel (grey), three (BGR) or four (BGR and alpha) of 8 or 16 bits or
     *     floating point
     * @param premultiplied whether the colours already are multiplied with the alpha
     */
    static Mat toBgr(Mat stored, boolean premultiplied) {
        Mat pixels = toEightBits(stored);
        return switch (pixels.channels()) {
            case 1 -> {
                Mat colour = new Mat();
                opencv_imgproc.cvtColor(pixels, colour, opencv_imgproc.COLOR_GRAY2BGR);
                yield colour;
            }
            case 3 -> pixels;
            case 4 -> onWhite(pixels, premultiplied);
            default -> throw unsupported(pixels.channels() + " channels");
        };
    }

    private static Mat toEightBits(Mat stored) {
        int depth = stored.depth();
        if (depth == opencv_core.CV_8U) {
            return stored;
        }
        double factor =
                switch (depth) {
                    case opencv_core.CV_16U -> SIXTEEN_TO_EIGHT_BITS;
                    case opencv_core.CV_32F, opencv_core.CV_64F -> 255;
                    default -> throw unsupported("samples of OpenCV's type " + depth);
                };
        Mat pixels = new Mat();
        stored.convertTo(pixels, opencv_core.CV_8U, factor, 0);
        return pixels;
    }

    /** Porter and Duff's "over" with an opaque white below. */
    private static Mat onWhite(Mat bgra, boolean premultiplied) {
        int width = bgra.cols();
        Mat bgr = new Mat(bgra.rows(), width, opencv_core.CV_8UC3);
        BytePointer source = bgra.data();
        BytePointer target = bgr.data();
        byte[] sourceRow = new byte[4 * width];
        byte[] targetRow = new byte[3 * width];
        for (int row = 0; row < bgra.rows(); row++) {
            source.position(row * bgra.step()).get(sourceRow);
            if (premultiplied) {
                addWhite(sourceRow, targetRow);
            } else {
                blendWithWhite(sourceRow, targetRow);
            }
            target.position(row * bgr.step()).put(targetRow);
        }
        return bgr;
    }

    private static void addWhite(byte[] bgra, byte[] bgr) {
        for (int from = 0, to = 0; from < bgra.length; from += 4) {
            int white = 255 - (bgra[from + 3] & 0xff);
            for (int channel = 0; channel < 3; channel++) {
                bgr[to++] = (byte) Math.min(255, (bgra[from + channel] & 0xff) + white);
            }
        }
    }

    private static void blendWithWhite(byte[] bgra, byte[] bgr) {
        for (int from = 0, to = 0; from < bgra.length; from += 4) {
            int alpha = bgra[from + 3] & 0xff;
            int white = 255 * (255 - alpha) + 127;
            for (int channel = 0; channel < 3; channel++) {
                bgr[to++] = (byte) (((bgra[from + channel] & 0xff) * alpha + white) / 255);
            }
        }
    }

    /**
     * Turns the stored pixels upright.
     *
     * @param stored any type
     * @param orientation EXIF's 1 to 8 (EXIF 2.32, tag 0x0112)
     */
    static Mat rotated(Mat stored, int orientation) {
        if (orientation == 1) {
            return stored;
        }
        Mat upright = new Mat();
        switch (orientation) {
            case 2 -> opencv_core.flip(stored, upright, 1);
            case 3 -> opencv_core.rotate(stored, upright, opencv_core.ROTATE_180);
            case 4 -> opencv_core.flip(stored, upright, 0);
            case 5 -> opencv_core.transpose(stored, upright);
            case 6 -> opencv_core.rotate(stored, upright, opencv_core.ROTATE_90_CLOCKWISE);
            case 7 -> {
                opencv_core.transpose(stored, upright);
                opencv_core.rotate(upright, upright, opencv_core.ROTATE_180);
            }
            case 8 -> opencv_core.rotate(stored, upright, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
            default -> throw new IllegalArgumentException("No such orientation: " + orientation);
        }
        return upright;
    }

    private static InferenceException unsupported(String what) {
        return new InferenceException(
                Reason.UNSUPPORTED_FORMAT,
                "Images with " + what + " cannot be read; save it as PNG with 8 or 16 bits.");
    }
}
