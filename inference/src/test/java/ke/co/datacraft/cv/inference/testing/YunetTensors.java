package ke.co.datacraft.cv.inference.testing;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ke.co.datacraft.cv.inference.decode.OutputShape;

/** The twelve outputs of a YuNet that found given faces. */
public final class YunetTensors {

    private static final int[] STRIDES = {8, 16, 32};
    private static final String[] PARTS = {"cls", "obj", "bbox", "kps"};
    private static final int[] WIDTHS = {1, 1, 4, 10};

    private final int width;
    private final int height;
    private final List<float[]> values = new ArrayList<>();

    /** Outputs for an input of this size, with nothing found. */
    public YunetTensors(int width, int height) {
        this.width = width;
        this.height = height;
        for (OutputShape shape : shapes()) {
            values.add(new float[shape.elementCount()]);
        }
    }

    /** In the order of the exports: all classes, all objectnesses, boxes, landmarks. */
    public List<OutputShape> shapes() {
        List<OutputShape> shapes = new ArrayList<>();
        for (int part = 0; part < PARTS.length; part++) {
            for (int stride : STRIDES) {
                int cells = (width / stride) * (height / stride);
                shapes.add(new OutputShape(PARTS[part] + "_" + stride, 1, cells, WIDTHS[part]));
            }
        }
        return shapes;
    }

    /** An output by its index. */
    public FloatBuffer get(int index) {
        return FloatBuffer.wrap(values.get(index));
    }

    /** Forgets all faces. */
    public void clear() {
        values.forEach(all -> Arrays.fill(all, 0));
    }

    /** Puts a face, given in pixels of the input, into a cell. */
    public void put(
            int stride,
            int column,
            int row,
            float classScore,
            float objectness,
            float left,
            float top,
            float boxWidth,
            float boxHeight) {
        int grid = Arrays.binarySearch(STRIDES, stride);
        int cell = row * (width / stride) + column;
        values.get(grid)[cell] = classScore;
        values.get(3 + grid)[cell] = objectness;
        float[] boxes = values.get(6 + grid);
        boxes[4 * cell] = (left + boxWidth / 2) / stride - column;
        boxes[4 * cell + 1] = (top + boxHeight / 2) / stride - row;
        boxes[4 * cell + 2] = (float) Math.log(boxWidth / stride);
        boxes[4 * cell + 3] = (float) Math.log(boxHeight / stride);
        float[] points = landmarks(left, top, boxWidth, boxHeight);
        for (int index = 0; index < points.length; index++) {
            int origin = index % 2 == 0 ? column : row;
            values.get(9 + grid)[10 * cell + index] = points[index] / stride - origin;
        }
    }

    /** Where the landmarks of a face of this box are. */
    public static float[] landmarks(float left, float top, float boxWidth, float boxHeight) {
        float[] shares = {0.3f, 0.35f, 0.7f, 0.35f, 0.5f, 0.6f, 0.35f, 0.8f, 0.65f, 0.8f};
        float[] points = new float[shares.length];
        for (int index = 0; index < shares.length; index++) {
            points[index] =
                    index % 2 == 0
                            ? left + shares[index] * boxWidth
                            : top + shares[index] * boxHeight;
        }
        return points;
    }
}
