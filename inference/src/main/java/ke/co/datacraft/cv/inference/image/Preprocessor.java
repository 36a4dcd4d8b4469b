package ke.co.datacraft.cv.inference.image;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.TensorLayout;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Writes pictures into a model's input: resized (bilinear), normalised, float32, in planes or pixel
 * by pixel. Keeps its scratch memory, so it is made once per worker and is not safe for use by
 * several threads.
 */
public final class Preprocessor implements AutoCloseable {

    private final PreprocessSpec spec;
    private final BytePointer scratch;
    private final ByteBuffer scratchBytes;
    private final byte[] pixelRow;
    private final float[] valueRow;

    /** One row of padding per plane. */
    private final float[][] padRows = new float[3][];

    /** Per plane, the tensor's value for each pixel value; the division is done once. */
    private final float[][] values = new float[3][256];

    /**
     * @param spec what the model wants
     */
    public Preprocessor(PreprocessSpec spec) {
        OpenCv.initialise();
        this.spec = spec;
        this.scratch = new BytePointer((long) spec.valueCount());
        this.scratchBytes = scratch.asBuffer();
        this.pixelRow = new byte[3 * spec.width()];
        this.valueRow =
                new float[spec.layout() == TensorLayout.NCHW ? spec.width() : 3 * spec.width()];
        for (int plane = 0; plane < 3; plane++) {
            for (int pixel = 0; pixel < 256; pixel++) {
                values[plane][pixel] =
                        (pixel * spec.scale() - spec.mean()[plane])
                                / spec.standardDeviation()[plane];
            }
            padRows[plane] = new float[spec.width()];
            Arrays.fill(padRows[plane], values[plane][spec.padValue()]);
        }
    }

    /**
     * Writes one picture, {@link PreprocessSpec#valueCount} values, from the target's position on;
     * the position stays where it is.
     *
     * @param image any size
     * @param target the model's input for one picture, such as 1x3xHxW; direct and in native byte
     *     order to be fast
     * @return the way back from tensor to original pixels
     * @throws IllegalArgumentException when the target has too little room
     */
    public Letterbox write(DecodedImage image, FloatBuffer target) {
        if (target.remaining() < spec.valueCount()) {
            throw new IllegalArgumentException(
                    "The buffer has room for "
                            + target.remaining()
                            + " values; a picture needs "
                            + spec.valueCount()
                            + ".");
        }
        Letterbox letterbox = Letterbox.fit(image.originalWidth(), image.originalHeight(), spec);
        Window window = Window.of(letterbox, spec);
        if (spec.resize() == Resize.CENTER_CROP) {
            try (Rect visible = visible(image, letterbox);
                    Mat middle = new Mat(image.pixels(), visible)) {
                resize(middle, window);
            }
        } else {
            resize(image.pixels(), window);
        }
        for (int row = 0; row < spec.height(); row++) {
            writeRow(window, row, target);
        }
        return letterbox;
    }

    /**
     * Where the tensor has pixels of the picture.
     *
     * @param x left edge in the tensor
     * @param y top edge in the tensor
     * @param width within the tensor
     * @param height within the tensor
     */
    private record Window(int x, int y, int width, int height) {

        static Window of(Letterbox letterbox, PreprocessSpec spec) {
            return new Window(
                    Math.max(0, letterbox.contentX()),
                    Math.max(0, letterbox.contentY()),
                    Math.min(spec.width(), letterbox.contentWidth()),
                    Math.min(spec.height(), letterbox.contentHeight()));
        }
    }

    /** The part of the pixels at hand that fills the tensor; only a view, nothing is copied. */
    private Rect visible(DecodedImage image, Letterbox letterbox) {
        double scaleX = (double) image.width() / letterbox.contentWidth();
        double scaleY = (double) image.height() / letterbox.contentHeight();
        int width = clamp(spec.width() * scaleX, 1, image.width());
        int height = clamp(spec.height() * scaleY, 1, image.height());
        return new Rect(
                clamp(-letterbox.contentX() * scaleX, 0, image.width() - width),
                clamp(-letterbox.contentY() * scaleY, 0, image.height() - height),
                width,
                height);
    }

    private static int clamp(double value, int min, int max) {
        return Math.max(min, Math.min(max, (int) Math.round(value)));
    }

    private void resize(Mat pixels, Window window) {
        try (Mat content = new Mat(window.height(), window.width(), opencv_core.CV_8UC3, scratch);
                Size size = new Size(window.width(), window.height())) {
            opencv_imgproc.resize(pixels, content, size, 0, 0, opencv_imgproc.INTER_LINEAR);
        }
    }

    private void writeRow(Window window, int row, FloatBuffer target) {
        int contentRow = row - window.y();
        boolean padding = contentRow < 0 || contentRow >= window.height();
        int rowBytes = 3 * window.width();
        if (!padding) {
            scratchBytes.get(contentRow * rowBytes, pixelRow, 0, rowBytes);
        }
        switch (spec.layout()) {
            case NCHW -> writePlanes(padding, window, row, target);
            case NHWC -> writePixels(padding, window, row, target);
        }
    }

    private void writePlanes(boolean padding, Window window, int row, FloatBuffer target) {
        int width = spec.width();
        for (int plane = 0; plane < 3; plane++) {
            int start = target.position() + (plane * spec.height() + row) * width;
            if (padding) {
                target.put(start, padRows[plane], 0, width);
            } else {
                fillRow(plane, window.x(), 3 * window.width());
                target.put(start, valueRow, 0, width);
            }
        }
    }

    private void writePixels(boolean padding, Window window, int row, FloatBuffer target) {
        for (int plane = 0; plane < 3; plane++) {
            int channel = channel(plane);
            float[] table = values[plane];
            int end = padding ? 0 : window.width();
            for (int column = 0; column < spec.width(); column++) {
                int source = column - window.x();
                valueRow[3 * column + plane] =
                        source >= 0 && source < end
                                ? table[pixelRow[3 * source + channel] & 0xff]
                                : padRows[plane][0];
            }
        }
        target.put(target.position() + row * valueRow.length, valueRow, 0, valueRow.length);
    }

    private int channel(int plane) {
        return spec.channels() == ChannelOrder.BGR ? plane : 2 - plane;
    }

    /** Rows go through arrays: the compiler keeps bounds checks out of the loop for those only. */
    private void fillRow(int plane, int contentX, int rowBytes) {
        int channel = channel(plane);
        float[] table = values[plane];
        int column = contentX;
        for (int source = channel; source < rowBytes; source += 3) {
            valueRow[column++] = table[pixelRow[source] & 0xff];
        }
        float pad = padRows[plane][0];
        Arrays.fill(valueRow, 0, contentX, pad);
        Arrays.fill(valueRow, column, valueRow.length, pad);
    }

    @Override
    public void close() {
        scratch.close();
    }
}
