package ke.co.datacraft.cv.inference.image;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Writes pictures into a model's input: resized (bilinear), normalised, float32, planar (CHW).
 * Keeps its scratch memory, so it is made once per worker and is not safe for use by several
 * threads.
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
        this.valueRow = new float[spec.width()];
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
     * @param target the model's input, 1x3xHxW or one element of a batch; direct and in native byte
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
        resize(image.pixels(), letterbox);
        for (int row = 0; row < spec.height(); row++) {
            writeRow(letterbox, row, target);
        }
        return letterbox;
    }

    private void resize(Mat pixels, Letterbox letterbox) {
        try (Mat content =
                        new Mat(
                                letterbox.contentHeight(),
                                letterbox.contentWidth(),
                                opencv_core.CV_8UC3,
                                scratch);
                Size size = new Size(letterbox.contentWidth(), letterbox.contentHeight())) {
            opencv_imgproc.resize(pixels, content, size, 0, 0, opencv_imgproc.INTER_LINEAR);
        }
    }

    private void writeRow(Letterbox letterbox, int row, FloatBuffer target) {
        int contentRow = row - letterbox.contentY();
        boolean padding = contentRow < 0 || contentRow >= letterbox.contentHeight();
        int rowBytes = 3 * letterbox.contentWidth();
        if (!padding) {
            scratchBytes.get(contentRow * rowBytes, pixelRow, 0, rowBytes);
        }
        int width = spec.width();
        for (int plane = 0; plane < 3; plane++) {
            int start = target.position() + (plane * spec.height() + row) * width;
            if (padding) {
                target.put(start, padRows[plane], 0, width);
            } else {
                fillRow(plane, letterbox.contentX(), rowBytes);
                target.put(start, valueRow, 0, width);
            }
        }
    }

    /** Rows go through arrays: the compiler keeps bounds checks out of the loop for those only. */
    private void fillRow(int plane, int contentX, int rowBytes) {
        int channel = spec.channels() == ChannelOrder.BGR ? plane : 2 - plane;
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
