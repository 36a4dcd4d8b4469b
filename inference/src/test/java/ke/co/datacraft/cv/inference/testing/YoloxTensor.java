package ke.co.datacraft.cv.inference.testing;

import java.util.Arrays;
import ke.co.datacraft.cv.inference.decode.Grids;

/** A raw YOLOX output made from boxes that are known: the decoding backwards. */
public final class YoloxTensor {

    private final int width;
    private final int height;
    private final int columns;
    private final float[] values;

    /**
     * @param width of the model's input
     * @param height of the model's input
     * @param classes number of classes
     */
    public YoloxTensor(int width, int height, int classes) {
        this.width = width;
        this.height = height;
        this.columns = 5 + classes;
        this.values = new float[Grids.cellCount(width, height) * columns];
    }

    /**
     * Puts a box into the cell that holds its centre.
     *
     * @param stride 8, 16 or 32
     * @return index of the cell's first value
     */
    public int put(int stride, int classId, float confidence, float x, float y, float w, float h) {
        float centerX = x + w / 2;
        float centerY = y + h / 2;
        int column = (int) (centerX / stride);
        int line = (int) (centerY / stride);
        int cell = line * (width / stride) + column;
        for (int finer = 8; finer < stride; finer *= 2) {
            cell += (width / finer) * (height / finer);
        }
        int offset = cell * columns;
        values[offset] = centerX / stride - column;
        values[offset + 1] = centerY / stride - line;
        values[offset + 2] = (float) Math.log(w / stride);
        values[offset + 3] = (float) Math.log(h / stride);
        values[offset + 4] = confidence;
        Arrays.fill(values, offset + 5, offset + columns, 0);
        values[offset + 5 + classId] = 1;
        return offset;
    }

    /** {@code [1, cells, 5 + classes]}. */
    public long[] shape() {
        return new long[] {1, Grids.cellCount(width, height), columns};
    }

    /** The values, row-major; a copy. */
    public float[] values() {
        return values.clone();
    }
}
