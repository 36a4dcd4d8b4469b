package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;

/** Reads boxes out of a detector's output. One per worker; it may keep scratch memory. */
public interface BoxDecoder {

    /**
     * Adds a box for each anchor whose best class passes the filter.
     *
     * @param output the tensor, row-major, from index 0; its position is not used
     * @param filter which boxes to take
     * @param target where they go; not cleared
     */
    void decode(FloatBuffer output, CandidateFilter filter, Candidates target);
}
