package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;
import java.util.Arrays;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * Exports of YOLOv8 and of the versions that share its head (v5u, 11): {@code [1, 4 + classes,
 * anchors]} or transposed. An anchor holds centre, width and height in input pixels and the class
 * scores; there is no objectness.
 *
 * <p>Source: the export format documented by Ultralytics for {@code format=onnx} without NMS.
 */
public final class YoloV8Decoder implements BoxDecoder {

    private static final int CLASS_OFFSET = 4;

    private final int anchors;
    private final int classes;
    private final boolean transposed;
    private final float[] plane;
    private final float[] bestScore;
    private final int[] bestClass;

    /**
     * @param output the only output
     * @param classes number of classes
     * @throws InferenceException {@code INVALID_MODEL} when the shape is not that of such an export
     */
    public YoloV8Decoder(OutputShape output, int classes) {
        int channels = CLASS_OFFSET + classes;
        boolean channelsFirst = output.isRows() && output.length(1) == channels;
        if (!channelsFirst && !(output.isRows() && output.length(2) == channels)) {
            throw Grids.mismatch(
                    output,
                    "[1, "
                            + channels
                            + ", anchors] (yolov8: 4 box values and "
                            + classes
                            + " classes, exported without NMS) or the same transposed");
        }
        this.transposed = !channelsFirst;
        this.anchors = output.length(transposed ? 1 : 2);
        this.classes = classes;
        this.plane = new float[transposed ? channels : anchors];
        this.bestScore = new float[anchors];
        this.bestClass = new int[anchors];
    }

    @Override
    public void decode(OutputTensors outputs, CandidateFilter filter, Candidates target) {
        FloatBuffer output = outputs.get(0);
        if (transposed) {
            decodeRows(output, filter, target);
        } else {
            decodePlanes(output, filter, target);
        }
    }

    private void decodeRows(FloatBuffer output, CandidateFilter filter, Candidates target) {
        for (int anchor = 0; anchor < anchors; anchor++) {
            output.get(anchor * plane.length, plane);
            int best = ClassScores.best(plane, CLASS_OFFSET, classes);
            float score = plane[CLASS_OFFSET + best];
            if (filter.takes(best, score)) {
                target.addCentered(plane[0], plane[1], plane[2], plane[3], score, best);
            }
        }
    }

    /**
     * Goes through the tensor in its own order, plane by plane; the other way thrashes the cache.
     */
    private void decodePlanes(FloatBuffer output, CandidateFilter filter, Candidates target) {
        Arrays.fill(bestClass, 0);
        output.get(CLASS_OFFSET * anchors, bestScore);
        for (int label = 1; label < classes; label++) {
            output.get((CLASS_OFFSET + label) * anchors, plane);
            for (int anchor = 0; anchor < anchors; anchor++) {
                if (plane[anchor] > bestScore[anchor]) {
                    bestScore[anchor] = plane[anchor];
                    bestClass[anchor] = label;
                }
            }
        }
        for (int anchor = 0; anchor < anchors; anchor++) {
            if (filter.takes(bestClass[anchor], bestScore[anchor])) {
                target.addCentered(
                        output.get(anchor),
                        output.get(anchors + anchor),
                        output.get(2 * anchors + anchor),
                        output.get(3 * anchors + anchor),
                        bestScore[anchor],
                        bestClass[anchor]);
            }
        }
    }

    @Override
    public boolean needsSuppression() {
        return true;
    }
}
