package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * YOLOv10 and exports with NMS in the graph: {@code [1, n, 6]}. A row holds left, top, right and
 * bottom in input pixels, the score and the class; rows without a box have a score of 0 or next to
 * it.
 *
 * <p>Source: {@code ultralytics/nn/modules/head.py} ({@code v10Detect}) of THU-MIG/yolov10; {@code
 * NMSModel} in {@code ultralytics/engine/exporter.py} of ultralytics/ultralytics.
 */
public final class EndToEndDecoder implements BoxDecoder {

    private static final int COLUMNS = 6;

    private final OutputShape output;
    private final int classes;
    private final float[] row = new float[COLUMNS];

    /**
     * @param output the only output
     * @param classes number of classes
     * @throws InferenceException {@code INVALID_MODEL} when the shape is not that of such an export
     */
    public EndToEndDecoder(OutputShape output, int classes) {
        if (!output.isRows() || output.length(2) != COLUMNS) {
            throw Grids.mismatch(
                    output, "[1, boxes, 6] (yolo-end2end: left, top, right, bottom, score, class)");
        }
        this.output = output;
        this.classes = classes;
    }

    @Override
    public void decode(OutputTensors outputs, CandidateFilter filter, Candidates target) {
        FloatBuffer values = outputs.get(0);
        for (int index = 0; index < output.length(1); index++) {
            values.get(index * COLUMNS, row);
            float score = row[4];
            if (score > 0 && score >= filter.confidence()) {
                int label = ClassScores.require(row[5], classes, output.name());
                if (filter.takes(label, score)) {
                    target.addCorners(row[0], row[1], row[2], row[3], score, label);
                }
            }
        }
    }

    @Override
    public boolean needsSuppression() {
        return false;
    }
}
