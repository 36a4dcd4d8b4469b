package ke.co.datacraft.cv.bench.mot;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.track.Assignment;
import ke.co.datacraft.cv.inference.track.TrackedObject;

/**
 * SORT (Bewley et al., "Simple Online and Realtime Tracking", ICIP 2016) with its published
 * settings: one association by overlap, frames as the unit of time. The baseline.
 */
public final class PlainSort implements MotTracker {

    private static final double LEAST_OVERLAP = 0.3;
    private static final int MAX_AGE = 1;
    private static final int MIN_HITS = 3;

    private final double minConfidence;
    private final Assignment assignment = new Assignment();
    private final List<Track> tracks = new ArrayList<>();
    private int frames;
    private int lastId;

    /** Of detections from a confidence on. */
    public PlainSort(double minConfidence) {
        this.minConfidence = minConfidence;
    }

    @Override
    public List<TrackedObject> step(List<Detection> all) {
        frames++;
        List<Detection> detections =
                all.stream().filter(one -> one.confidence() >= minConfidence).toList();
        tracks.forEach(Track::predict);
        double[] cost = new double[tracks.size() * detections.size()];
        for (int i = 0; i < cost.length; i++) {
            Detection detection = detections.get(i % detections.size());
            cost[i] =
                    -tracks.get(i / detections.size()).box().intersectionOverUnion(detection.box());
        }
        int[] matches = assignment.solve(cost, tracks.size(), detections.size());
        boolean[] taken = new boolean[detections.size()];
        List<TrackedObject> observed = new ArrayList<>();
        for (int row = 0; row < tracks.size(); row++) {
            int column = matches[row];
            if (column >= 0 && -cost[row * detections.size() + column] >= LEAST_OVERLAP) {
                taken[column] = true;
                tracks.get(row).update(detections.get(column).box());
                tell(tracks.get(row), detections.get(column), observed);
            }
        }
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column]) {
                Track track = new Track(++lastId, detections.get(column).box());
                tracks.add(track);
                tell(track, detections.get(column), observed);
            }
        }
        tracks.removeIf(track -> track.unseen > MAX_AGE);
        return observed;
    }

    private void tell(Track track, Detection detection, List<TrackedObject> observed) {
        if (track.streak >= MIN_HITS || frames <= MIN_HITS) {
            observed.add(
                    new TrackedObject(
                            track.id,
                            detection.classId(),
                            detection.label(),
                            detection.confidence(),
                            track.box()));
        }
    }

    /** Centre, area and aspect ratio; the ratio has no velocity, and none couples with another. */
    private static final class Track {

        private static final double[] START = {10, 10, 10, 10};
        private static final double[] MEASURED = {1, 1, 10, 10};
        private static final double[] FAST_NOISE = {0.01, 0.01, 0.0001, 0};

        private final int id;
        private final double[] value;
        private final double[] velocity = new double[4];
        private final double[] variance = START.clone();
        private final double[] both = new double[4];
        private final double[] fast = {10_000, 10_000, 10_000, 0};
        private int streak;
        private int unseen;

        Track(int id, BoundingBox box) {
            this.id = id;
            value = measure(box);
        }

        private static double[] measure(BoundingBox box) {
            return new double[] {
                box.x() + box.width() / 2.0,
                box.y() + box.height() / 2.0,
                (double) box.width() * box.height(),
                box.width() / Math.max(1e-6, box.height())
            };
        }

        void predict() {
            if (value[2] + velocity[2] <= 0) {
                velocity[2] = 0;
            }
            for (int i = 0; i < 4; i++) {
                value[i] += velocity[i];
                variance[i] += 2 * both[i] + fast[i] + 1;
                both[i] += fast[i];
                fast[i] += FAST_NOISE[i];
            }
            if (unseen > 0) {
                streak = 0;
            }
            unseen++;
        }

        void update(BoundingBox box) {
            double[] measured = measure(box);
            for (int i = 0; i < 4; i++) {
                double spread = variance[i] + MEASURED[i];
                double gain = variance[i] / spread;
                double fastGain = both[i] / spread;
                double surprise = measured[i] - value[i];
                value[i] += gain * surprise;
                velocity[i] += fastGain * surprise;
                fast[i] -= fastGain * both[i];
                both[i] -= gain * both[i];
                variance[i] -= gain * variance[i];
            }
            streak++;
            unseen = 0;
        }

        BoundingBox box() {
            double width = Math.sqrt(Math.max(0, value[2] * value[3]));
            double height = width > 0 ? value[2] / width : 0;
            return new BoundingBox(
                    (float) (value[0] - width / 2),
                    (float) (value[1] - height / 2),
                    (float) width,
                    (float) height);
        }
    }
}
