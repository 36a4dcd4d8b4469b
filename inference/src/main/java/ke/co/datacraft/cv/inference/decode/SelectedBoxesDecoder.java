package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;
import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * Exports that select the boxes in the graph and give them in tensors of their own: boxes {@code
 * [1, n, 4]} (left, top, right, bottom in input pixels), scores {@code [1, n]}, classes {@code [1,
 * n]} and, in some, how many of the n count. Tensors are told apart by name.
 *
 * <p>Source: {@code tools/deployment/export_onnx.py} of lyuwenyu/RT-DETR and Peterande/D-FINE
 * ({@code labels}, {@code boxes}, {@code scores}; the boxes are scaled by the input {@code
 * orig_target_sizes}); the EfficientNMS layout of TensorRT that {@code export.py --end2end} of
 * WongKinYiu/yolov7 ({@code num_dets}, {@code det_boxes}, {@code det_scores}, {@code det_classes})
 * and the exporter of Deci-AI/super-gradients use.
 */
public final class SelectedBoxesDecoder implements BoxDecoder {

    private final int boxes;
    private final int scores;
    private final int labels;
    private final int count;
    private final int rows;
    private final int classes;
    private final String labelTensor;
    private final float[] box = new float[4];

    /**
     * @param outputs all outputs in the order of the graph
     * @param classes number of classes
     * @throws InferenceException {@code INVALID_MODEL} when these are not such outputs
     */
    public SelectedBoxesDecoder(List<OutputShape> outputs, int classes) {
        if (!fits(outputs)) {
            throw Grids.mismatch(
                    outputs,
                    "boxes [1, n, 4], scores [1, n] and labels or classes [1, n], with or without"
                            + " a num of [1, 1]");
        }
        this.boxes = find(outputs, "boxes");
        this.scores = find(outputs, "score");
        this.labels = find(outputs, "label", "class");
        this.count = find(outputs, "num");
        this.rows = outputs.get(boxes).length(1);
        this.classes = classes;
        this.labelTensor = outputs.get(labels).name();
    }

    /** Whether these are such outputs. */
    public static boolean fits(List<OutputShape> outputs) {
        int boxes = find(outputs, "boxes");
        int scores = find(outputs, "score");
        int labels = find(outputs, "label", "class");
        int count = find(outputs, "num");
        if (boxes < 0 || scores < 0 || labels < 0 || !outputs.get(boxes).isBoxes()) {
            return false;
        }
        long rows = outputs.get(boxes).dimensions()[1];
        return outputs.size() == (count < 0 ? 3 : 4)
                && valueCount(outputs.get(scores)) == rows
                && valueCount(outputs.get(labels)) == rows
                && (count < 0 || valueCount(outputs.get(count)) == 1);
    }

    /** Whether one of the outputs tells how many boxes count. */
    public static boolean hasCount(List<OutputShape> outputs) {
        return find(outputs, "num") >= 0;
    }

    private static long valueCount(OutputShape output) {
        long values = 1;
        for (long dimension : output.dimensions()) {
            values *= dimension;
        }
        return values;
    }

    private static int find(List<OutputShape> outputs, String... words) {
        for (int index = 0; index < outputs.size(); index++) {
            for (String word : words) {
                if (outputs.get(index).isCalled(word)) {
                    return index;
                }
            }
        }
        return -1;
    }

    @Override
    public void decode(OutputTensors outputs, CandidateFilter filter, Candidates target) {
        FloatBuffer boxValues = outputs.get(boxes);
        FloatBuffer scoreValues = outputs.get(scores);
        FloatBuffer labelValues = outputs.get(labels);
        int counted = count < 0 ? rows : Math.min(rows, (int) outputs.get(count).get(0));
        for (int index = 0; index < counted; index++) {
            float score = scoreValues.get(index);
            if (score > 0 && score >= filter.confidence()) {
                int label = ClassScores.require(labelValues.get(index), classes, labelTensor);
                if (filter.takes(label, score)) {
                    boxValues.get(index * box.length, box);
                    target.addCorners(box[0], box[1], box[2], box[3], score, label);
                }
            }
        }
    }

    @Override
    public boolean needsSuppression() {
        return false;
    }
}
