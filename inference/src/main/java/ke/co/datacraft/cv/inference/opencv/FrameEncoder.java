package ke.co.datacraft.cv.inference.opencv;

import java.io.IOException;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Makes JPEGs of frames: the frame is scaled down, what must not be seen is made unrecognisable,
 * and the rest is encoded. For one thread; owns native memory.
 */
public final class FrameEncoder implements AutoCloseable {

    /** Cells of a mosaic along the longer side of a region. */
    private static final int MOSAIC_CELLS = 6;

    private final int maxWidth;
    private final int maxHeight;
    private final int quality;
    private final Mat scaled = new Mat();

    /**
     * An encoder for one camera.
     *
     * @param maxWidth pixels; wider frames are scaled down; 0 for no limit
     * @param maxHeight pixels; higher frames are scaled down; 0 for no limit
     * @param quality of the JPEG, 1 to 100
     */
    public FrameEncoder(int maxWidth, int maxHeight, int quality) {
        OpenCv.initialise();
        this.maxWidth = maxWidth;
        this.maxHeight = maxHeight;
        this.quality = quality;
    }

    /**
     * What is made unrecognisable in a frame.
     *
     * @param boxes in pixels of the frame
     * @param polygons {@code x0, y0, …} normalised
     * @param how in which way
     */
    public record Concealed(List<BoundingBox> boxes, List<double[]> polygons, Concealment how) {

        /** Nothing. */
        public static final Concealed NOTHING =
                new Concealed(List.of(), List.of(), Concealment.FILL);
    }

    /** Looks at a frame. */
    @FunctionalInterface
    public interface Look {

        /**
         * Says what must not be seen.
         *
         * @param image the frame as it will be encoded; valid during the call
         * @return what is made unrecognisable, in pixels of the image
         * @throws IOException when it cannot be told; there is no JPEG then
         */
        Concealed at(DecodedImage image) throws IOException;
    }

    /**
     * The frame as JPEG.
     *
     * @param frame borrowed; where it is not scaled its pixels are changed
     * @param look says what is made unrecognisable
     * @throws IOException what the look throws
     */
    public byte[] jpeg(GrabbedFrame frame, Look look) throws IOException {
        try (DecodedImage image = scale(frame)) {
            // Outside of any pointer scope: it would free what the look keeps for the next frame.
            Concealed concealed = look.at(image);
            return encode(image.pixels(), concealed, quality);
        }
    }

    private static byte[] encode(Mat pixels, Concealed concealed, int quality) {
        try (PointerScope scope = new PointerScope()) {
            for (BoundingBox box : concealed.boxes()) {
                conceal(pixels, box, concealed.how());
            }
            for (double[] polygon : concealed.polygons()) {
                conceal(pixels, polygon, concealed.how());
            }
            return encode(pixels, quality);
        }
    }

    /** A view, which is closed by the caller. */
    private DecodedImage scale(GrabbedFrame frame) {
        try (PointerScope scope = new PointerScope()) {
            Mat view = new Mat(scale(FramePixels.of(frame)));
            view.retainReference();
            return new DecodedImage(view, view.cols(), view.rows());
        }
    }

    private Mat scale(Mat pixels) {
        double factor = 1;
        if (maxWidth > 0) {
            factor = Math.min(factor, (double) maxWidth / pixels.cols());
        }
        if (maxHeight > 0) {
            factor = Math.min(factor, (double) maxHeight / pixels.rows());
        }
        if (factor == 1) {
            return pixels;
        }
        Size size =
                new Size(
                        Math.max(1, (int) Math.round(pixels.cols() * factor)),
                        Math.max(1, (int) Math.round(pixels.rows() * factor)));
        opencv_imgproc.resize(pixels, scaled, size, 0, 0, opencv_imgproc.INTER_AREA);
        return scaled;
    }

    private static byte[] encode(Mat pixels, int quality) {
        BytePointer bytes = new BytePointer();
        IntPointer parameters =
                new IntPointer(new int[] {opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality});
        if (!opencv_imgcodecs.imencode(".jpg", pixels, bytes, parameters)) {
            throw new IllegalStateException(
                    "A frame of " + pixels.cols() + "x" + pixels.rows() + " became no JPEG");
        }
        byte[] jpeg = new byte[(int) bytes.limit()];
        bytes.get(jpeg);
        return jpeg;
    }

    private static void conceal(Mat pixels, BoundingBox box, Concealment how) {
        int left = Math.max(0, (int) Math.floor(box.x()));
        int top = Math.max(0, (int) Math.floor(box.y()));
        int right = Math.min(pixels.cols(), (int) Math.ceil(box.x() + (double) box.width()));
        int bottom = Math.min(pixels.rows(), (int) Math.ceil(box.y() + (double) box.height()));
        if (right > left && bottom > top) {
            hide(pixels.apply(new Rect(left, top, right - left, bottom - top)), how);
        }
    }

    /** Through a stencil, so that what is beside the polygon stays. */
    private static void conceal(Mat pixels, double[] polygon, Concealment how) {
        Mat stencil = new Mat(pixels.rows(), pixels.cols(), opencv_core.CV_8UC1, new Scalar(0));
        FramePixels.fill(stencil, polygon, new Scalar(255));
        Rect around = opencv_imgproc.boundingRect(stencil);
        if (around.width() > 0 && around.height() > 0) {
            Mat part = pixels.apply(around);
            Mat hidden = part.clone();
            hide(hidden, how);
            hidden.copyTo(part, stencil.apply(around));
        }
    }

    private static void hide(Mat region, Concealment how) {
        int longer = Math.max(region.cols(), region.rows());
        switch (how) {
            case FILL -> region.put(new Scalar(0, 0, 0, 0));
            case PIXELATE -> mosaic(region, MOSAIC_CELLS, opencv_imgproc.INTER_NEAREST);
            case BLUR -> {
                // A blur alone can be undone; of a mosaic of few cells nothing is left to restore.
                mosaic(region, MOSAIC_CELLS, opencv_imgproc.INTER_LINEAR);
                int kernel = Math.max(3, longer / 3 | 1);
                opencv_imgproc.blur(region, region, new Size(kernel, kernel));
            }
        }
    }

    private static void mosaic(Mat region, int cells, int interpolation) {
        double cell = Math.max(1.0, (double) Math.max(region.cols(), region.rows()) / cells);
        Size few =
                new Size(
                        Math.max(1, (int) (region.cols() / cell)),
                        Math.max(1, (int) (region.rows() / cell)));
        Mat small = new Mat();
        opencv_imgproc.resize(region, small, few, 0, 0, opencv_imgproc.INTER_AREA);
        Mat large = new Mat();
        opencv_imgproc.resize(small, large, region.size(), 0, 0, interpolation);
        large.copyTo(region);
    }

    @Override
    public void close() {
        scaled.close();
    }
}
