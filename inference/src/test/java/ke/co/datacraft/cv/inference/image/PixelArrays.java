package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures as plain BGR arrays, so that tests compare with code that knows no OpenCV. */
final class PixelArrays {

    private PixelArrays() {}

    /** The pixels of an open image, rows from the top down. */
    static byte[] of(DecodedImage image) {
        return of(image.pixels());
    }

    /** The pixels of a continuous 8-bit matrix, rows from the top down. */
    static byte[] of(Mat mat) {
        assertThat(mat.isContinuous()).isTrue();
        byte[] bytes = new byte[(int) (mat.total() * mat.channels())];
        mat.data().get(bytes);
        return bytes;
    }

    /**
     * Turns stored pixels upright, by the definition of the tag: where the first row and the first
     * column of the stored picture are seen.
     */
    static byte[] upright(byte[] stored, int width, int height, int orientation) {
        boolean swap = orientation >= 5;
        int shownWidth = swap ? height : width;
        byte[] shown = new byte[stored.length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                boolean fromRight = orientation == 2 || orientation == 3;
                boolean fromBottom = orientation == 3 || orientation == 4;
                int x = fromRight ? width - 1 - column : column;
                int y = fromBottom ? height - 1 - row : row;
                if (swap) {
                    x = orientation == 6 || orientation == 7 ? height - 1 - row : row;
                    y = orientation == 7 || orientation == 8 ? width - 1 - column : column;
                }
                System.arraycopy(
                        stored, 3 * (row * width + column), shown, 3 * (y * shownWidth + x), 3);
            }
        }
        return shown;
    }

    /** Mean of the absolute differences. */
    static double meanDifference(byte[] one, byte[] other) {
        assertThat(one).hasSameSizeAs(other);
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xff) - (other[i] & 0xff));
        }
        return (double) sum / one.length;
    }
}
