package ke.co.datacraft.cv.inference.opencv;

import java.nio.ByteBuffer;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** The grey values of a picture, 8 bits each. Owns native memory; whoever made it closes it. */
public final class GreyImage implements AutoCloseable {

    private final Mat grey = new Mat();

    /**
     * @param image converted, and not kept
     */
    public GreyImage(DecodedImage image) {
        OpenCv.initialise();
        opencv_imgproc.cvtColor(image.pixels(), grey, opencv_imgproc.COLOR_BGR2GRAY);
    }

    /** The values, row by row, in native memory; valid until {@link #close}. */
    public ByteBuffer values() {
        return grey.createBuffer();
    }

    /** Pixels in a row. */
    public int width() {
        return grey.cols();
    }

    /** Rows. */
    public int height() {
        return grey.rows();
    }

    /** Bytes from one row to the next. */
    public int stride() {
        return (int) grey.step();
    }

    @Override
    public void close() {
        grey.close();
    }
}
