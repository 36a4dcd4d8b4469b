package ke.co.datacraft.cv.inference.track;

import java.util.Arrays;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;

/**
 * By how much the picture as a whole moved since the frame before. A camera that shakes or turns
 * displaces all boxes alike, so it is the median of how far they lie from where their tracks are
 * expected; what one object does on its own does not change that. Only as much of it counts as
 * chance does not explain. Trackers that look at the pixels register the pictures instead, as
 * BoT-SORT (Aharon et al., 2022). For one thread; memory is kept between calls.
 */
final class CameraMotion {

    /** Objects that are needed: of fewer, one or two decide. */
    private static final int LEAST = 6;

    /** Overlap from which a box may be that of a track. */
    private static final double OVERLAP = 0.2;

    /** In the second, boxes are found that were too far off in the first. */
    private static final int ROUNDS = 2;

    /**
     * Standard error of a median of one value, in median deviations from it, where values are
     * normally distributed: 1.2533 standard deviations, each 1.4826 such deviations.
     */
    private static final double ERROR = 1.858;

    private double[] across = {};
    private double[] down = {};
    private double[] sorted = {};

    /**
     * Moves the tracks along with the picture.
     *
     * @param tracks at where they are expected, lost ones included
     * @param detections of the frame that are sure
     */
    void follow(List<Track> tracks, List<Detection> detections) {
        reserve(tracks.size());
        for (int round = 0; round < ROUNDS; round++) {
            int pairs = measure(tracks, detections);
            if (pairs < LEAST) {
                return;
            }
            double right = common(across, pairs);
            double lower = common(down, pairs);
            for (Track track : tracks) {
                track.move(right, lower);
            }
        }
    }

    /**
     * How far the boxes that overlap the followed tracks most lie from them.
     *
     * @return their number
     */
    private int measure(List<Track> tracks, List<Detection> detections) {
        int pairs = 0;
        for (Track track : tracks) {
            BoundingBox box = track.lost ? null : nearest(track, detections);
            if (box != null) {
                across[pairs] = box.x() + box.width() / 2.0 - track.filter[0];
                down[pairs] = box.y() + box.height() / 2.0 - track.filter[BoxFilter.STRIDE];
                pairs++;
            }
        }
        return pairs;
    }

    private static BoundingBox nearest(Track track, List<Detection> detections) {
        double most = OVERLAP;
        BoundingBox nearest = null;
        for (int i = 0; i < detections.size(); i++) {
            BoundingBox box = detections.get(i).box();
            double overlap = Association.overlap(track.filter, box);
            if (overlap > most) {
                most = overlap;
                nearest = box;
            }
        }
        return nearest;
    }

    /**
     * The median, less by what its error makes likely (James and Stein's shrinkage); changes
     * values.
     */
    private double common(double[] values, int count) {
        double median = median(values, count);
        for (int i = 0; i < count; i++) {
            values[i] = Math.abs(values[i] - median);
        }
        double error = ERROR * median(values, count) / Math.sqrt(count);
        return Math.abs(median) <= error ? 0 : median - error * error / median;
    }

    private double median(double[] values, int count) {
        System.arraycopy(values, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }

    private void reserve(int size) {
        if (across.length < size) {
            across = new double[2 * size];
            down = new double[2 * size];
            sorted = new double[2 * size];
        }
    }
}
