package ke.co.datacraft.cv.inference.opencv;

import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Cuts turned rectangles out of pictures. */
public final class Crops {

    private Crops() {}

    /**
     * The upright picture of a quadrilateral, by perspective warp.
     *
     * @param image where to cut; stays open
     * @param quadrilateral in the pixels at hand of the image
     * @return at least 1 x 1; closed by the caller
     */
    public static DecodedImage upright(DecodedImage image, Quadrilateral quadrilateral) {
        OpenCv.initialise();
        int width = Math.max(1, Math.round(quadrilateral.length()));
        int height = Math.max(1, Math.round(quadrilateral.height()));
        Mat result = new Mat();
        try (PointerScope scope = new PointerScope()) {
            Mat from = points(quadrilateral.x(), quadrilateral.y());
            Mat to = points(new float[] {0, width, width, 0}, new float[] {0, 0, height, height});
            Mat transform = opencv_imgproc.getPerspectiveTransform(from, to);
            opencv_imgproc.warpPerspective(
                    image.pixels(),
                    result,
                    transform,
                    new Size(width, height),
                    opencv_imgproc.INTER_CUBIC,
                    opencv_core.BORDER_REPLICATE,
                    new Scalar());
        }
        return new DecodedImage(result, width, height);
    }

    private static Mat points(float[] x, float[] y) {
        FloatPointer values = new FloatPointer(8L);
        for (int i = 0; i < 4; i++) {
            values.put(2L * i, x[i]);
            values.put(2L * i + 1, y[i]);
        }
        return new Mat(4, 1, opencv_core.CV_32FC2, values);
    }
}
