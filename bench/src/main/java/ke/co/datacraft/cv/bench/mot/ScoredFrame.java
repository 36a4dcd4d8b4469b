package ke.co.datacraft.cv.bench.mot;

/**
 * Truth and results of one frame.
 *
 * @param truth objects, numbered from 0 over the sequence
 * @param tracks tracks, numbered from 0 over the sequence
 * @param overlap of each object with each track, row by row, 0..1
 */
record ScoredFrame(int[] truth, int[] tracks, double[] overlap) {

    double overlap(int row, int column) {
        return overlap[row * tracks.length + column];
    }
}
