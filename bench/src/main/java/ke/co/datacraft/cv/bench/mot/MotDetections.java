package ke.co.datacraft.cv.bench.mot;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.track.TrackedObject;

/** Detections of a sequence, frame by frame. */
public final class MotDetections {

    private MotDetections() {}

    /**
     * Detections of the frames 1 to the last one that has any. Where a score of the file lies
     * outside 0..1, scores are no confidences: each detection that is kept then counts as certain.
     *
     * @param minScore least score that is kept, in the file's own unit
     */
    public static List<List<Detection>> frames(List<MotRow> rows, double minScore) {
        boolean shares = rows.stream().allMatch(row -> row.score() >= 0 && row.score() <= 1);
        int last = rows.stream().mapToInt(MotRow::frame).max().orElse(0);
        List<List<Detection>> frames = new ArrayList<>();
        for (int frame = 0; frame < last; frame++) {
            frames.add(new ArrayList<>());
        }
        for (MotRow row : rows) {
            if (row.score() >= minScore) {
                frames.get(row.frame() - 1)
                        .add(
                                new Detection(
                                        0,
                                        "person",
                                        shares ? (float) row.score() : 1,
                                        new BoundingBox(
                                                (float) row.left(),
                                                (float) row.top(),
                                                (float) row.width(),
                                                (float) row.height())));
            }
        }
        return frames;
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
