package ke.co.datacraft.cv.inference.track;

import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;

/** Which track a detection continues. For one thread; memory is kept between calls. */
final class Association {

    private final Assignment assignment = new Assignment();
    private double[] cost = {};

    /** What a match costs. */
    interface Cost {

        /** Less than nothing where a match is cheaper than two left alone; others are not made. */
        double of(Track track, Detection detection);
    }

    /**
     * The cheapest matches of all.
     *
     * @return the index of each track's detection or -1; valid until the next call
     */
    int[] solve(List<Track> tracks, List<Detection> detections, Cost price) {
        int rows = tracks.size();
        int columns = detections.size();
        if (cost.length < rows * columns) {
            cost = new double[2 * rows * columns];
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                cost[row * columns + column] = price.of(tracks.get(row), detections.get(column));
            }
        }
        return assignment.solve(cost, rows, columns);
    }

    /** Intersection over union of where a track is expected and a box. */
    static double overlap(double[] filter, BoundingBox box) {
        double height = filter[BoxFilter.HEIGHT];
        double width = filter[BoxFilter.ASPECT] * height;
        double left = filter[0] - width / 2;
        double top = filter[BoxFilter.STRIDE] - height / 2;
        double across = Math.min(left + width, box.x() + box.width()) - Math.max(left, box.x());
        double down = Math.min(top + height, box.y() + box.height()) - Math.max(top, box.y());
        if (across <= 0 || down <= 0) {
            return 0;
        }
        double shared = across * down;
        return shared / (width * height + box.area() - shared);
    }

    static void removeTaken(List<Detection> detections, boolean[] taken) {
        int kept = 0;
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i]) {
                detections.set(kept++, detections.get(i));
            }
        }
        detections.subList(kept, detections.size()).clear();
    }
}
