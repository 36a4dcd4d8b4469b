package ke.co.datacraft.cv.bench.mot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.track.TrackedObject;

/** Detections of a sequence, frame by frame. */
public final class MotDetections {

    private MotDetections() {}

    /**
     * Detections of the frames 1 to the last one that has any, without boxes that have no area.
     *
     * @param minScore least score that is kept, in the file's own unit
     * @param scale what the scores mean
     */
    public static List<List<Detection>> frames(
            List<MotRow> rows, double minScore, ScoreScale scale) {
        int last = rows.stream().mapToInt(MotRow::frame).max().orElse(0);
        List<List<Detection>> frames = new ArrayList<>(Collections.nCopies(last, List.of()));
        for (MotRow row : rows) {
            if (row.score() >= minScore && row.hasArea()) {
                int at = row.frame() - 1;
                if (frames.get(at).isEmpty()) {
                    frames.set(at, new ArrayList<>());
                }
                frames.get(at).add(detection(row, scale));
            }
        }
        return frames;
    }

    private static Detection detection(MotRow row, ScoreScale scale) {
        return new Detection(
                0,
                "person",
                (float) scale.confidence(row.score()),
                new BoundingBox(
                        (float) row.left(),
                        (float) row.top(),
                        (float) row.width(),
                        (float) row.height()));
    }

    /** What a tracker makes of them. */
    public static List<MotRow> track(List<List<Detection>> frames, MotTracker tracker) {
        List<MotRow> rows = new ArrayList<>();
        for (int frame = 0; frame < frames.size(); frame++) {
            for (TrackedObject object : tracker.step(frames.get(frame))) {
                BoundingBox box = object.box();
                rows.add(
                        new MotRow(
                                frame + 1,
                                (int) object.trackId(),
                                box.x(),
                                box.y(),
                                box.width(),
                                box.height(),
                                object.confidence(),
                                -1));
            }
        }
        return rows;
    }
}
