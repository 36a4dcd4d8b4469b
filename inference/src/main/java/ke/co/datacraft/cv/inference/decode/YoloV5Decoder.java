package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;
import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * Exports with objectness whose boxes are decoded in the graph: {@code [1, anchors, 5 + classes]}.
 * An anchor holds centre, width and height in input pixels, the objectness and the class scores.
 *
 * <p>YOLOv5 and v7 have three anchors in each cell of strides 8, 16 and 32, their P6 models of
 * stride 64 as well; YOLOv6 and YOLOX exported with its decoding have one.
 *
 * <p>Source: {@code models/yolo.py} ({@code Detect}) and {@code export.py} of ultralytics/yolov5;
 * {@code export.py --grid} of WongKinYiu/yolov7.
 */
public final class YoloV5Decoder implements BoxDecoder {

    private static final int OBJECTNESS = 4;
    private static final int CLASS_OFFSET = 5;

    private final OutputShape output;
    private final int width;
    private final int height;
    private final int anchors;
    private final int classes;
    private final float[] row;

    /**
     * @param output the only output
     * @param width of the model's input in pixels
     * @param height of the model's input in pixels
     * @param classes number of classes
     * @throws InferenceException {@code INVALID_MODEL} when the shape is not that of such an export
     */
    public YoloV5Decoder(OutputShape output, int width, int height, int classes) {
        Grids.requireMultipleOfStride(width, height);
        List<Integer> known = anchorCounts(width, height);
        int channels = CLASS_OFFSET + classes;
        if (!output.isRows() || output.length(2) != channels || !known.contains(output.length(1))) {
            throw Grids.mismatch(
                    output,
                    "[1, anchors, "
                            + channels
                            + "] (yolov5: 4 box values, the objectness and "
                            + classes
                            + " classes), anchors being one of "
                            + known
                            + " for an input of "
                            + width
                            + " x "
                            + height);
        }
        this.output = output;
        this.width = width;
        this.height = height;
        this.anchors = output.length(1);
        this.classes = classes;
        this.row = new float[channels];
    }

    private static List<Integer> anchorCounts(int width, int height) {
        int cells = Grids.cellCount(width, height);
        return List.of(3 * cells, 3 * Grids.cellCountP6(width, height), cells);
    }

    @Override
    public void decode(OutputTensors outputs, CandidateFilter filter, Candidates target) {
        FloatBuffer values = outputs.get(0);
        int offset = 0;
        for (int anchor = 0; anchor < anchors; anchor++, offset += row.length) {
            // No class score is above 1, so most anchors end here, unread.
            if (values.get(offset + OBJECTNESS) >= filter.confidence()) {
                values.get(offset, row);
                int best = ClassScores.best(row, CLASS_OFFSET, classes);
                float score = row[OBJECTNESS] * row[CLASS_OFFSET + best];
                if (filter.takes(best, score)) {
                    target.addCentered(row[0], row[1], row[2], row[3], score, best);
                }
            }
        }
    }

    @Override
    public void requireLayout(OutputTensors outputs) {
        boolean likeYolox = anchors == Grids.cellCount(width, height);
        if (likeYolox && !Grids.holdsPixels(outputs.get(0), row.length, width, height)) {
            throw Grids.mismatch(
                    output,
                    "pixels and found offsets from cells: the model was exported without decoding"
                            + " in the graph, so its decoder is yolox");
        }
    }

    @Override
    public boolean needsSuppression() {
        return true;
    }
}
