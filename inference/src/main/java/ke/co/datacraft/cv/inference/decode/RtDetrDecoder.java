package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * RT-DETR as Ultralytics exports it: {@code [1, queries, 4 + classes]}. A query holds centre, width
 * and height as shares of the input, and the class scores after the sigmoid.
 *
 * <p>Source: {@code RTDETRDecoder} in {@code ultralytics/nn/modules/head.py} and {@code
 * ultralytics/models/rtdetr/predict.py} of ultralytics/ultralytics.
 */
public final class RtDetrDecoder implements BoxDecoder {

    private static final int CLASS_OFFSET = 4;

    private final int queries;
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
    public RtDetrDecoder(OutputShape output, int width, int height, int classes) {
        int channels = CLASS_OFFSET + classes;
        if (!output.isRows() || output.length(2) != channels) {
            throw Grids.mismatch(
                    output,
                    "[1, queries, "
                            + channels
                            + "] (rtdetr: 4 box values and "
                            + classes
                            + " classes), or the outputs labels, boxes and scores, or boxes"
                            + " [1, queries, 4] and logits [1, queries, classes]");
        }
        this.queries = output.length(1);
        this.width = width;
        this.height = height;
        this.classes = classes;
        this.row = new float[channels];
    }

    @Override
    public void decode(OutputTensors outputs, CandidateFilter filter, Candidates target) {
        FloatBuffer output = outputs.get(0);
        for (int query = 0; query < queries; query++) {
            output.get(query * row.length, row);
            int best = ClassScores.best(row, CLASS_OFFSET, classes);
            float score = row[CLASS_OFFSET + best];
            if (filter.takes(best, score)) {
                target.addCentered(
                        row[0] * width,
                        row[1] * height,
                        row[2] * width,
                        row[3] * height,
                        score,
                        best);
            }
        }
    }

    @Override
    public boolean needsSuppression() {
        return false;
    }
}
