package ke.co.datacraft.cv.inference.opencv;

import ke.co.datacraft.cv.inference.ImagePoint;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A projective mapping of the plane.
 *
 * @param values nine, row by row
 */
record Homography(double... values) {

    static Homography scaling(double horizontal, double vertical) {
        return new Homography(horizontal, 0, 0, 0, vertical, 0, 0, 0, 1);
    }

    /** From OpenCV's matrix of doubles, 2 x 3 or 3 x 3. */
    static Homography of(Mat matrix) {
        double[] values = {0, 0, 0, 0, 0, 0, 0, 0, 1};
        DoublePointer data = new DoublePointer(matrix.data());
        for (int index = 0; index < matrix.rows() * 3; index++) {
            values[index] = data.get(index);
        }
        return new Homography(values);
    }

    /** As OpenCV's 3 x 3 matrix of doubles. */
    Mat toMat() {
        Mat matrix = new Mat(3, 3, opencv_core.CV_64FC1);
        new DoublePointer(matrix.data()).put(values);
        return matrix;
    }

    /** First the other one, then this. */
    Homography after(Homography first) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int k = 0; k < 3; k++) {
                    product[3 * row + column] += values[3 * row + k] * first.values[3 * k + column];
                }
            }
        }
        return new Homography(product);
    }

    ImagePoint map(double x, double y) {
        double depth = values[6] * x + values[7] * y + values[8];
        return new ImagePoint(
                (float) ((values[0] * x + values[1] * y + values[2]) / depth),
                (float) ((values[3] * x + values[4] * y + values[5]) / depth));
    }
}
