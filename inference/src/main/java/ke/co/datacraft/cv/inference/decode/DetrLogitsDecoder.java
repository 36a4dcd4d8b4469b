package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;
import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * DETR descendants exported without postprocessing: boxes {@code [1, queries, 4]} (centre, width,
 * height as shares of the input) and logits {@code [1, queries, classes]}, each class with a
 * sigmoid of its own, so one query may be a box of several classes. A class beyond the labels, one
 * at most, is the unused last one that RF-DETR keeps for "no object".
 *
 * <p>The first DETR, which has a softmax over its classes, looks the same and is not meant here.
 *
 * <p>Source: {@code PostProcess} in {@code rfdetr/models/lwdetr.py} and {@code
 * rfdetr/deploy/export.py} of roboflow/rf-detr ({@code dets}, {@code labels}); the outputs {@code
 * pred_boxes} and {@code logits} of RT-DETR and D-FINE in huggingface/transformers.
 */
public final class DetrLogitsDecoder implements BoxDecoder {

    private final int boxes;
    private final int logits;
    private final int queries;
    private final int width;
    private final int height;
    private final int classes;
    private final float[] row;
    private final float[] box = new float[4];

    /**
     * @param outputs both outputs in the order of the graph
     * @param width of the model's input in pixels
     * @param height of the model's input in pixels
     * @param classes number of labels
     * @throws InferenceException {@code INVALID_MODEL} when these are not such outputs
     */
    public DetrLogitsDecoder(List<OutputShape> outputs, int width, int height, int classes) {
        int slots = fits(outputs) ? outputs.get(1 - boxes(outputs)).length(2) : -1;
        if (slots != classes && slots != classes + 1) {
            throw Grids.mismatch(
                    outputs,
                    "boxes [1, queries, 4] and logits [1, queries, "
                            + classes
                            + " or "
                            + (classes + 1)
                            + "] for "
                            + classes
                            + " labels");
        }
        this.boxes = boxes(outputs);
        this.logits = 1 - boxes;
        this.queries = outputs.get(boxes).length(1);
        this.width = width;
        this.height = height;
        this.classes = classes;
        this.row = new float[slots];
    }

    /** Whether these are such outputs. */
    public static boolean fits(List<OutputShape> outputs) {
        if (outputs.size() != 2) {
            return false;
        }
        OutputShape boxes = outputs.get(boxes(outputs));
        OutputShape logits = outputs.get(1 - boxes(outputs));
        return boxes.isBoxes() && logits.isRows() && logits.length(1) == boxes.length(1);
    }

    /** Width of the logits of such outputs. */
    public static int slots(List<OutputShape> outputs) {
        return outputs.get(1 - boxes(outputs)).length(2);
    }

    private static int boxes(List<OutputShape> outputs) {
        OutputShape second = outputs.get(1);
        boolean secondIsCalledSo = second.isCalled("box") || second.isCalled("dets");
        boolean onlySecondFits = second.isBoxes() && !outputs.get(0).isBoxes();
        // With four classes both look like boxes, and the name decides.
        return onlySecondFits || (second.isBoxes() && secondIsCalledSo) ? 1 : 0;
    }

    @Override
    public void decode(OutputTensors outputs, CandidateFilter filter, Candidates target) {
        FloatBuffer boxValues = outputs.get(boxes);
        FloatBuffer logitValues = outputs.get(logits);
        // Most logits are far below; this spares their exponentials.
        float least = leastLogit(filter.confidence());
        for (int query = 0; query < queries; query++) {
            logitValues.get(query * row.length, row);
            for (int label = 0; label < classes; label++) {
                if (row[label] >= least) {
                    float score = sigmoid(row[label]);
                    if (filter.takes(label, score)) {
                        boxValues.get(query * box.length, box);
                        addScaled(score, label, target);
                    }
                }
            }
        }
    }

    private void addScaled(float score, int label, Candidates target) {
        target.addCentered(
                box[0] * width, box[1] * height, box[2] * width, box[3] * height, score, label);
    }

    /** A little below the inverse of the sigmoid, so that rounding loses nothing. */
    private static float leastLogit(float confidence) {
        return (float) Math.log(confidence / (1.0 - Math.min(confidence, 0.9999999))) - 1e-3f;
    }

    private static float sigmoid(float logit) {
        return (float) (1 / (1 + Math.exp(-logit)));
    }

    @Override
    public boolean needsSuppression() {
        return false;
    }
}
