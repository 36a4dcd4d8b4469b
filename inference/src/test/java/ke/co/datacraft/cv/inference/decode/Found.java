package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A box that a decoder found, by its corner and size in pixels of the input. */
record Found(int label, float confidence, float x, float y, float width, float height) {

    /** What the decoder finds in these outputs, in its order. */
    static List<Found> in(BoxDecoder decoder, CandidateFilter filter, float[]... outputs) {
        Candidates candidates = new Candidates();
        decoder.decode(index -> FloatBuffer.wrap(outputs[index]), filter, candidates);
        List<Found> found = new ArrayList<>();
        for (int index = 0; index < candidates.size(); index++) {
            found.add(
                    new Found(
                            candidates.classId(index),
                            candidates.confidence(index),
                            candidates.x(index),
                            candidates.y(index),
                            candidates.width(index),
                            candidates.height(index)));
        }
        return found;
    }
}
