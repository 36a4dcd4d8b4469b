package ke.co.datacraft.cv.inference.video;

import java.nio.ByteBuffer;

/**
 * Pixels of a frame in native memory; its owner says until when.
 *
 * @param width pixels
 * @param height pixels
 * @param stride bytes from one row to the next, at least three times the width
 * @param pixels direct; blue, green and red of each pixel, row by row from the top left
 */
public record GrabbedFrame(int width, int height, int stride, ByteBuffer pixels) {

    /**
     * Checks that the pixels are where they should be.
     *
     * @throws IllegalArgumentException when they are not
     */
    public GrabbedFrame {
        if (!pixels.isDirect() || stride < 3 * width || pixels.capacity() < stride * height) {
            throw new IllegalArgumentException(
                    "A frame of "
                            + width
                            + "x"
                            + height
                            + " with "
                            + stride
                            + " bytes a row needs a"
                            + " direct buffer of "
                            + (long) stride * height
                            + " bytes, not "
                            + pixels);
        }
    }
}
