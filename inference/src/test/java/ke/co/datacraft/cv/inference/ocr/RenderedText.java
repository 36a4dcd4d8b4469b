package ke.co.datacraft.cv.inference.ocr;

import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Pictures of text, drawn with the stroke font that OpenCV carries, so no font is needed. */
final class RenderedText {

    private static final int LEFT = 40;
    private static final int LINE = 70;

    private RenderedText() {}

    /** Dark on light, one line below the other. */
    static DecodedImage page(String... lines) {
        return draw(900, lines, new Scalar(250, 250, 250, 0), new Scalar(20, 20, 20, 0));
    }

    /** White on blue, like a road sign. */
    static DecodedImage sign(String... lines) {
        return draw(700, lines, new Scalar(150, 60, 20, 0), new Scalar(255, 255, 255, 0));
    }

    private static DecodedImage draw(
            int width, String[] lines, Scalar background, Scalar foreground) {
        OpenCv.initialise();
        int height = LINE * (lines.length + 1);
        Mat pixels = new Mat(height, width, opencv_core.CV_8UC3, background);
        for (int line = 0; line < lines.length; line++) {
            opencv_imgproc.putText(
                    pixels,
                    lines[line],
                    new Point(LEFT, top(line) + 30),
                    opencv_imgproc.FONT_HERSHEY_DUPLEX,
                    1.3,
                    foreground,
                    2,
                    opencv_imgproc.LINE_AA,
                    false);
        }
        return new DecodedImage(pixels, width, height);
    }

    /** Upper edge of a line's capitals. */
    static int top(int line) {
        return LINE * (line + 1) - 40;
    }
}
