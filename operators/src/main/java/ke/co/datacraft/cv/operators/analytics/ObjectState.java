package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.FrameEvidence;

/** What is known of one track. */
final class ObjectState {

    final long trackId;
    final String label;
    long firstMillis;
    int frames;
    float topConfidence;

    /** The last confidences, the oldest overwritten first. */
    private float[] scores = {};

    private int scored;

    /** Whether it is sure enough to count. */
    boolean counted;

    /** What was seen of it before it counted. */
    final List<Observation> pending = new ArrayList<>();

    Observation last;
    FrameEvidence evidence;
    double evidenceWorth;

    /** Worth of the frame that was told last. */
    double toldWorth;

    /** Normalised x and y, and seconds since the first observation. */
    final List<double[]> path = new ArrayList<>();

    Movement movement = new Movement();
    long personMillis = Long.MIN_VALUE;
    final List<String> entered = new ArrayList<>();
    final TreeMap<String, ZoneVisit> visits = new TreeMap<>();
    final TreeMap<String, LineSide> sides = new TreeMap<>();
    OpenEvent event;

    ObjectState(long trackId, String label) {
        this.trackId = trackId;
        this.label = label;
    }

    /** Takes confidence, frame and evidence of an observation in. */
    void see(Observation seen, SceneOptions options) {
        if (frames++ == 0) {
            firstMillis = seen.millis();
        }
        last = seen;
        if (scores.length != options.scoreHistory()) {
            scores = Arrays.copyOf(scores, options.scoreHistory());
            scored = Math.min(scored, scores.length);
        }
        scores[scored++ % scores.length] = seen.confidence();
        topConfidence = Math.max(topConfidence, seen.confidence());
        double worth =
                seen.confidence() * Math.sqrt(seen.areaShare()) * (seen.touchesEdge() ? 0.5 : 1);
        if (evidence == null || worth > evidenceWorth) {
            evidenceWorth = worth;
            evidence = evidence(seen);
        }
        trace(seen, options.maxPathPoints());
    }

    static FrameEvidence evidence(Observation seen) {
        return new FrameEvidence(
                seen.imageId(),
                seen.uri(),
                Instant.ofEpochMilli(seen.millis()),
                EventBook.box(seen),
                seen.image(),
                EventBook.share(seen.confidence()));
    }

    private void trace(Observation seen, int maxPoints) {
        path.add(
                new double[] {
                    seen.centerX() / seen.image().width(),
                    ((double) seen.box().y() + seen.box().height()) / seen.image().height(),
                    (seen.millis() - firstMillis) / 1000.0
                });
        if (path.size() > maxPoints) {
            for (int i = path.size() - 2; i > 0; i -= 2) {
                path.remove(i);
            }
        }
    }

    /** Median of the last confidences. */
    float score() {
        float[] sorted = Arrays.copyOf(scores, Math.min(scored, scores.length));
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Whether its score is at least this; detectors say 0.9 as a float, which is less than 0.9. */
    boolean isSure(double least) {
        return score() >= (float) least;
    }

    List<String> currentZones() {
        List<String> zones = new ArrayList<>();
        visits.forEach(
                (zone, visit) -> {
                    if (visit.inside) {
                        zones.add(zone);
                    }
                });
        return zones;
    }

    ObjectState copy() {
        ObjectState copy = new ObjectState(trackId, label);
        copy.firstMillis = firstMillis;
        copy.frames = frames;
        copy.topConfidence = topConfidence;
        copy.scores = scores.clone();
        copy.scored = scored;
        copy.counted = counted;
        copy.pending.addAll(pending);
        copy.last = last;
        copy.evidence = evidence;
        copy.evidenceWorth = evidenceWorth;
        copy.toldWorth = toldWorth;
        path.forEach(point -> copy.path.add(point.clone()));
        copy.movement = movement.copy();
        copy.personMillis = personMillis;
        copy.entered.addAll(entered);
        visits.forEach((zone, visit) -> copy.visits.put(zone, visit.copy()));
        sides.forEach((line, side) -> copy.sides.put(line, side.copy()));
        copy.event = event == null ? null : event.copy();
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(trackId);
        Binary.text(out, label);
        out.writeLong(firstMillis);
        out.writeInt(frames);
        out.writeFloat(topConfidence);
        out.writeInt(scores.length);
        for (float score : scores) {
            out.writeFloat(score);
        }
        out.writeInt(scored);
        out.writeBoolean(counted);
        out.writeInt(pending.size());
        for (Observation seen : pending) {
            seen.write(out);
        }
        last.write(out);
        Binary.json(out, evidence);
        out.writeDouble(evidenceWorth);
        out.writeDouble(toldWorth);
        out.writeInt(path.size());
        for (double[] point : path) {
            out.writeDouble(point[0]);
            out.writeDouble(point[1]);
            out.writeDouble(point[2]);
        }
        movement.write(out);
        out.writeLong(personMillis);
        out.writeInt(entered.size());
        for (String zone : entered) {
            Binary.text(out, zone);
        }
        writePlaces(out);
    }

    private void writePlaces(DataOutput out) throws IOException {
        out.writeInt(visits.size());
        for (var visit : visits.entrySet()) {
            Binary.text(out, visit.getKey());
            visit.getValue().write(out);
        }
        out.writeInt(sides.size());
        for (var side : sides.entrySet()) {
            Binary.text(out, side.getKey());
            side.getValue().write(out);
        }
        out.writeBoolean(event != null);
        if (event != null) {
            event.write(out);
        }
    }

    static ObjectState read(DataInput in) throws IOException {
        ObjectState object = new ObjectState(in.readLong(), Binary.text(in));
        object.firstMillis = in.readLong();
        object.frames = in.readInt();
        object.topConfidence = in.readFloat();
        object.scores = new float[in.readInt()];
        for (int i = 0; i < object.scores.length; i++) {
            object.scores[i] = in.readFloat();
        }
        object.scored = in.readInt();
        object.counted = in.readBoolean();
        int pending = in.readInt();
        for (int i = 0; i < pending; i++) {
            object.pending.add(Observation.read(in));
        }
        object.last = Observation.read(in);
        object.evidence = Binary.json(in, FrameEvidence.class);
        object.evidenceWorth = in.readDouble();
        object.toldWorth = in.readDouble();
        int points = in.readInt();
        for (int i = 0; i < points; i++) {
            object.path.add(new double[] {in.readDouble(), in.readDouble(), in.readDouble()});
        }
        object.movement = Movement.read(in);
        object.personMillis = in.readLong();
        int entered = in.readInt();
        for (int i = 0; i < entered; i++) {
            object.entered.add(Binary.text(in));
        }
        object.readPlaces(in);
        return object;
    }

    private void readPlaces(DataInput in) throws IOException {
        int zones = in.readInt();
        for (int i = 0; i < zones; i++) {
            visits.put(Binary.text(in), ZoneVisit.read(in));
        }
        int lines = in.readInt();
        for (int i = 0; i < lines; i++) {
            sides.put(Binary.text(in), LineSide.read(in));
        }
        if (in.readBoolean()) {
            event = OpenEvent.read(in);
        }
    }
}
