package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;
import java.util.Arrays;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * YOLOX exports without decoding in the graph: {@code [1, cells, 5 + classes]}, the cells of
 * strides 8, 16 and 32 one after the other, rows first. A row holds the centre's offset from its
 * cell, the logarithm of width and height (all in strides), the objectness and the class scores.
 *
 * <p>Source: Ge et al., "YOLOX: Exceeding YOLO Series in 2021", arXiv:2107.08430, section 2.1.
 */
public final class YoloxDecoder implements BoxDecoder {

    private static final int CLASS_OFFSET = 5;

    private final OutputShape output;
    private final int width;
    private final int height;
    private final int classes;
    private final float[] row;

    /**
     * @param output the only output
     * @param width of the model's input in pixels
     * @param height of the model's input in pixels
     * @param classes number of classes
     * @throws InferenceException {@code INVALID_MODEL} when the shape is not that of such an export
     */
    public YoloxDecoder(OutputShape output, int width, int height, int classes) {
        Grids.requireMultipleOfStride(width, height);
        long[] expected = {1, Grids.cellCount(width, height), CLASS_OFFSET + classes};
        if (!Arrays.equals(output.dimensions(), expected)) {
            throw Grids.mismatch(
                    output,
                    Arrays.toString(expected)
                            + " (yolox: the cells of strides 8, 16, 32 of "
                            + width
                            + " x "
                            + height
                            + ", then 5 + "
                            + classes
                            + " classes)");
        }
        this.output = output;
        this.width = width;
        this.height = height;
        this.classes = classes;
        this.row = new float[CLASS_OFFSET + classes];
    }

    @Override
    public void decode(OutputTensors outputs, CandidateFilter filter, Candidates target) {
        FloatBuffer values = outputs.get(0);
        int offset = 0;
        for (int stride : Grids.strides()) {
            int columns = width / stride;
            int cells = columns * (height / stride);
            for (int cell = 0; cell < cells; cell++, offset += row.length) {
                // No class score is above 1, so most cells end here, unread.
                if (values.get(offset + 4) >= filter.confidence()) {
                    values.get(offset, row);
                    decodeRow(cell % columns, cell / columns, stride, filter, target);
                }
            }
        }
    }

    private void decodeRow(
            int column, int line, int stride, CandidateFilter filter, Candidates target) {
        int best = ClassScores.best(row, CLASS_OFFSET, classes);
        float score = row[4] * row[CLASS_OFFSET + best];
        if (filter.takes(best, score)) {
            target.addCentered(
                    (row[0] + column) * stride,
                    (row[1] + line) * stride,
                    (float) Math.exp(row[2]) * stride,
                    (float) Math.exp(row[3]) * stride,
                    score,
                    best);
        }
    }

    @Override
    public void requireLayout(OutputTensors outputs) {
        if (Grids.holdsPixels(outputs.get(0), row.length, width, height)) {
            throw Grids.mismatch(
                    output,
                    "offsets from cells and found pixels: the model was exported with decoding in"
                            + " the graph, so its decoder is yolov5 (of a YOLOX with input.channels"
                            + " BGR, input.resize LETTERBOX_TOP_LEFT and input.scale 1)");
        }
    }

    @Override
    public boolean needsSuppression() {
        return true;
    }
}
