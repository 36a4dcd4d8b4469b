package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * YuNet exports: for each of the strides 8, 16 and 32 the outputs {@code cls}, {@code obj} (both
 * {@code [1, cells, 1]}), {@code bbox} ({@code [1, cells, 4]}) and {@code kps} ({@code [1, cells,
 * 10]}), the cells rows first. A box holds the centre's offset from its cell and the logarithm of
 * width and height, landmarks hold five offsets from the cell, all in strides. The confidence is
 * the geometric mean of class score and objectness. One per worker.
 *
 * <p>Source: Wu et al., "YuNet: A Tiny Millisecond-level Face Detector", Machine Intelligence
 * Research 20, 2023, section 3.
 */
public final class YunetDecoder {

    /** Landmarks of a face. */
    public static final int LANDMARKS = 5;

    private static final String[] PARTS = {"cls", "obj", "bbox", "kps"};
    private static final int[] WIDTHS = {1, 1, 4, 2 * LANDMARKS};

    private final int width;
    private final int height;

    /** Index of an output in the graph, by stride and part. */
    private final int[][] outputs;

    private final float[] box = new float[4];
    private int[] cells = new int[64];

    /**
     * @param shapes of all outputs
     * @param width of the model's input in pixels
     * @param height of the model's input in pixels
     * @throws InferenceException {@code INVALID_MODEL} when they are not those of such an export
     */
    public YunetDecoder(List<OutputShape> shapes, int width, int height) {
        Grids.requireMultipleOfStride(width, height);
        this.width = width;
        this.height = height;
        int[] strides = Grids.strides();
        this.outputs = new int[strides.length][PARTS.length];
        for (int grid = 0; grid < strides.length; grid++) {
            for (int part = 0; part < PARTS.length; part++) {
                outputs[grid][part] = find(shapes, strides[grid], part);
            }
        }
    }

    private int find(List<OutputShape> shapes, int stride, int part) {
        String name = PARTS[part] + "_" + stride;
        int cellCount = (width / stride) * (height / stride);
        long[] expected = {1, cellCount, WIDTHS[part]};
        for (int index = 0; index < shapes.size(); index++) {
            OutputShape shape = shapes.get(index);
            if (shape.name().equals(name)) {
                if (Arrays.equals(shape.dimensions(), expected)) {
                    return index;
                }
                throw mismatch(shape.toString(), name, expected);
            }
        }
        throw mismatch(OutputShape.describe(shapes), name, expected);
    }

    private InferenceException mismatch(String found, String name, long[] expected) {
        return new InferenceException(
                InferenceException.Reason.INVALID_MODEL,
                "the model has "
                        + found
                        + "; expected a tensor '"
                        + name
                        + "' of shape "
                        + Arrays.toString(expected)
                        + " (yunet, for an input of "
                        + width
                        + " x "
                        + height
                        + ")");
    }

    /**
     * Adds a box of class 0 for each cell that is sure enough.
     *
     * @param tensors what the model made of one picture
     * @param confidence the least, 0..1
     * @param target where they go; empty
     */
    public void decode(OutputTensors tensors, float confidence, Candidates target) {
        int first = 0;
        int[] strides = Grids.strides();
        for (int grid = 0; grid < strides.length; grid++) {
            FloatBuffer classes = tensors.get(outputs[grid][0]);
            FloatBuffer objects = tensors.get(outputs[grid][1]);
            FloatBuffer boxes = tensors.get(outputs[grid][2]);
            int columns = width / strides[grid];
            int count = columns * (height / strides[grid]);
            for (int cell = 0; cell < count; cell++) {
                float score = (float) Math.sqrt(share(classes, cell) * share(objects, cell));
                if (score >= confidence) {
                    remember(target.size(), first + cell);
                    boxes.get(4 * cell, box);
                    add(cell % columns, cell / columns, strides[grid], score, target);
                }
            }
            first += count;
        }
    }

    private static float share(FloatBuffer scores, int cell) {
        return Math.max(0, Math.min(1, scores.get(cell)));
    }

    private void remember(int candidate, int cell) {
        if (candidate == cells.length) {
            cells = Arrays.copyOf(cells, 2 * cells.length);
        }
        cells[candidate] = cell;
    }

    private void add(int column, int line, int stride, float score, Candidates target) {
        target.addCentered(
                (column + box[0]) * stride,
                (line + box[1]) * stride,
                (float) Math.exp(box[2]) * stride,
                (float) Math.exp(box[3]) * stride,
                score,
                0);
    }

    /**
     * Landmarks of a box of the last decoding.
     *
     * @param tensors the same as then
     * @param candidate index of the box
     * @param landmarks gets x and y of each in pixels of the input: {@code 2 * LANDMARKS} values
     */
    public void landmarks(OutputTensors tensors, int candidate, float[] landmarks) {
        int cell = cells[candidate];
        int grid = 0;
        int[] strides = Grids.strides();
        int columns = width / strides[grid];
        while (cell >= columns * (height / strides[grid])) {
            cell -= columns * (height / strides[grid]);
            grid++;
            columns = width / strides[grid];
        }
        tensors.get(outputs[grid][3]).get(2 * LANDMARKS * cell, landmarks, 0, 2 * LANDMARKS);
        for (int point = 0; point < LANDMARKS; point++) {
            landmarks[2 * point] = (landmarks[2 * point] + cell % columns) * strides[grid];
            landmarks[2 * point + 1] = (landmarks[2 * point + 1] + cell / columns) * strides[grid];
        }
    }
}
