package ke.co.datacraft.cv.inference.track;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import ke.co.datacraft.cv.inference.Detection;

/**
 * Follows objects from frame to frame: ByteTrack (Zhang et al., ECCV 2022). Sure detections are
 * matched with the tracks first, doubtful ones with those that are left, so that a half hidden
 * object keeps its track and nothing doubtful begins one.
 *
 * <p>Time is that of the capture: after a gap the filter goes on for as long as the gap was. At a
 * constant rate that is the same as counting frames. What is known of a source is in its {@link
 * TrackerState} alone; memory of the tracker itself is reused, so it is for one thread.
 */
public final class ByteTracker {

    /** Overlap from which a lost and a followed track are one object. */
    private static final double SAME_OBJECT = 0.85;

    /** Largest cost of a first match of a track that was lost, whatever is asked of others. */
    private static final double HIDDEN = 0.8;

    /** Longest gap that is predicted through, in usual frames: beyond, a box says nothing. */
    private static final double MAX_FRAMES = 1000;

    private final TrackerOptions options;
    private final int maxTracks;
    private long refused;
    private final Association association = new Association();
    private final MotionGate gate = new MotionGate();
    private final CameraMotion camera = new CameraMotion();
    private final double[] box = new double[4];
    private final double[] virtual = new double[4];

    /** A tracker for any number of sources, one after the other, that follows all it sees. */
    public ByteTracker(TrackerOptions options) {
        this(options, Integer.MAX_VALUE);
    }

    /**
     * A tracker that follows no more than so many objects of a source.
     *
     * @param maxTracks tracks, lost and unconfirmed ones included, from which on no more is begun
     */
    public ByteTracker(TrackerOptions options, int maxTracks) {
        this.options = options;
        this.maxTracks = maxTracks;
    }

    /** Tracks that were not begun since this tracker was made, as there were too many. */
    public long refused() {
        return refused;
    }

    /**
     * Takes the next frame of a source in.
     *
     * @param state of the source; changed
     * @param captureTime later than that of the frame before
     * @param detections of the frame, in any order
     * @return what is now known
     */
    public TrackerStep step(TrackerState state, Instant captureTime, List<Detection> detections) {
        return step(state, captureTime, detections, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * The same where the size of the picture is known: an object that went out over its edge is not
     * the next one that comes in there.
     *
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     */
    public TrackerStep step(
            TrackerState state,
            Instant captureTime,
            List<Detection> detections,
            int width,
            int height) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, captureTime);
        double frames = frames(state, micros);
        List<Detection> high = new ArrayList<>();
        List<Detection> low = new ArrayList<>();
        sort(detections, high, low);
        List<TrackedObject> observed = new ArrayList<>(high.size());
        List<Track> known = new ArrayList<>(state.tracks.size());
        List<Track> unconfirmed = new ArrayList<>();
        for (Track track : state.tracks) {
            if (track.isConfirmed()) {
                predict(track, frames);
                known.add(track);
            } else {
                unconfirmed.add(track);
            }
        }
        if (options.motionGate()) {
            known.removeIf(track -> track.lost && MotionGate.hasLeft(track, width, height));
        }
        if (options.cameraMotion()) {
            camera.follow(known, high);
        }
        Matching matching = new Matching(state, micros, observed);
        matching.match(known, high, options.matchThreshold(), true);
        List<Track> hidden = known.stream().filter(track -> track.lost).toList();
        known.removeIf(track -> track.lost);
        matching.match(known, low, options.secondMatchThreshold(), false);
        known.forEach(ByteTracker::lose);
        if (options.motionGate()) {
            known.addAll(hidden);
            matching.find(known, high);
        }
        matching.match(unconfirmed, high, options.newMatchThreshold(), true);
        state.tracks.removeAll(unconfirmed);
        begin(state, high, micros, observed);
        state.started = true;
        return new TrackerStep(sorted(observed), end(state, micros));
    }

    /**
     * Ends every track, as when the source is gone. Ids that were given are never given again.
     *
     * @param state of the source; changed
     */
    public TrackerStep finish(TrackerState state) {
        List<Long> ended = new ArrayList<>();
        for (Track track : state.tracks) {
            if (track.isConfirmed()) {
                ended.add(track.id);
            }
        }
        state.tracks.clear();
        ended.sort(Comparator.naturalOrder());
        return new TrackerStep(List.of(), ended);
    }

    private void sort(List<Detection> detections, List<Detection> high, List<Detection> low) {
        for (Detection detection : detections) {
            if (detection.box().area() < options.minArea()) {
                continue;
            }
            if (detection.confidence() >= options.highConfidence()) {
                high.add(detection);
            } else if (detection.confidence() > options.lowConfidence()) {
                low.add(detection);
            }
        }
    }

    /** Usual frames since the frame before; learns what is usual where that is not given. */
    private double frames(TrackerState state, long micros) {
        if (!state.started) {
            state.lastMicros = micros;
            return 1;
        }
        double seconds = Math.max(1, micros - state.lastMicros) / 1e6;
        state.lastMicros = micros;
        if (options.frameSeconds() > 0) {
            return Math.min(MAX_FRAMES, seconds / options.frameSeconds());
        }
        if (state.frameSeconds == 0) {
            state.frameSeconds = seconds;
        }
        double frames = seconds / state.frameSeconds;
        // Gaps teach little, and short intervals soon.
        state.frameSeconds += (Math.min(seconds, 2 * state.frameSeconds) - state.frameSeconds) / 16;
        return Math.min(MAX_FRAMES, frames);
    }

    private static void predict(Track track, double frames) {
        if (track.lost) {
            // Hidden objects rarely grow: their last change of height is most often noise.
            track.filter[BoxFilter.HEIGHT + 1] = 0;
        }
        BoxFilter.predict(track.filter, frames);
    }

    private static void lose(Track track) {
        track.lost = true;
    }

    private void begin(
            TrackerState state, List<Detection> high, long micros, List<TrackedObject> observed) {
        boolean atOnce = options.confirmFrames() == 1 || !state.started;
        if (high.size() > maxTracks - state.tracks.size()) {
            // The surest ones get the places that are left.
            high.sort(Comparator.comparing(Detection::confidence).reversed());
        }
        for (Detection detection : high) {
            if (detection.confidence() < options.newConfidence()) {
                continue;
            }
            if (state.tracks.size() >= maxTracks) {
                refused++;
                continue;
            }
            Track track = new Track();
            track.classId = detection.classId();
            track.label = detection.label();
            track.begin(detection.box(), box, micros);
            if (atOnce) {
                confirm(state, track);
                observed.add(observed(track, detection));
            }
            keep(track);
            state.tracks.add(track);
        }
    }

    private void keep(Track track) {
        if (options.observationCentric()) {
            track.frozen = track.filter.clone();
        }
    }

    private static void confirm(TrackerState state, Track track) {
        if (!track.isConfirmed()) {
            track.id = ++state.lastId;
        }
    }

    private static TrackedObject observed(Track track, Detection detection) {
        return new TrackedObject(
                track.id, track.classId, track.label, detection.confidence(), detection.box());
    }

    private static List<TrackedObject> sorted(List<TrackedObject> observed) {
        observed.sort(Comparator.comparingLong(TrackedObject::trackId));
        return observed;
    }

    private List<Long> end(TrackerState state, long micros) {
        List<Long> ended = new ArrayList<>();
        long patience = Math.round(options.lostSeconds() * 1e6);
        state.tracks.removeIf(
                track -> {
                    boolean gone = track.lost && micros - track.seenMicros > patience;
                    if (gone && track.isConfirmed()) {
                        ended.add(track.id);
                    }
                    return gone;
                });
        removeTwins(state, ended);
        ended.sort(Comparator.naturalOrder());
        return ended;
    }

    /** Where a lost track lies on a followed one, the younger of the two is a repetition. */
    private void removeTwins(TrackerState state, List<Long> ended) {
        List<Track> twins = new ArrayList<>();
        for (Track lost : state.tracks) {
            if (!lost.lost) {
                continue;
            }
            for (Track followed : state.tracks) {
                if (!followed.lost
                        && followed.isConfirmed()
                        && sameClass(lost.classId, followed.classId)
                        && lost.filteredBox().intersectionOverUnion(followed.filteredBox())
                                > SAME_OBJECT) {
                    long lostAge = lost.seenMicros - lost.beganMicros;
                    long followedAge = followed.seenMicros - followed.beganMicros;
                    twins.add(followedAge > lostAge ? lost : followed);
                }
            }
        }
        for (Track twin : twins) {
            if (state.tracks.remove(twin) && twin.isConfirmed()) {
                ended.add(twin.id);
            }
        }
    }

    private boolean sameClass(int one, int other) {
        return !options.classAware() || one == other;
    }

    /** The matches of one frame. */
    private final class Matching {

        private final TrackerState state;
        private final long micros;
        private final List<TrackedObject> observed;

        Matching(TrackerState state, long micros, List<TrackedObject> observed) {
            this.state = state;
            this.micros = micros;
            this.observed = observed;
        }

        /** Takes what is matched by overlap out of both lists. */
        void match(List<Track> tracks, List<Detection> detections, double threshold, boolean fuse) {
            take(
                    tracks,
                    detections,
                    (track, detection) -> {
                        if (isAlien(track, detection) || !isNear(track, detection)) {
                            return 1;
                        }
                        double overlap = Association.overlap(track.filter, detection.box());
                        double least = 1 - (track.lost ? Math.min(threshold, HIDDEN) : threshold);
                        return least - (fuse ? overlap * detection.confidence() : overlap);
                    });
        }

        /** The same for those that were not seen, where no overlap tells. */
        void find(List<Track> tracks, List<Detection> detections) {
            take(
                    tracks,
                    detections,
                    (track, detection) ->
                            isAlien(track, detection)
                                    ? 1
                                    : -gate.likeness(
                                            track, detection.box(), absence(track), unit()));
        }

        private boolean isAlien(Track track, Detection detection) {
            return !sameClass(track.classId, detection.classId());
        }

        private boolean isNear(Track track, Detection detection) {
            return !options.motionGate()
                    || !track.isConfirmed()
                    || gate.admits(track, detection.box(), absence(track), unit());
        }

        private double absence(Track track) {
            return (micros - track.seenMicros) / 1e6;
        }

        private double unit() {
            return options.frameSeconds() > 0 ? options.frameSeconds() : state.frameSeconds;
        }

        private void take(List<Track> tracks, List<Detection> detections, Association.Cost cost) {
            if (tracks.isEmpty() || detections.isEmpty()) {
                return;
            }
            int[] matches = association.solve(tracks, detections, cost);
            boolean[] taken = new boolean[detections.size()];
            int kept = 0;
            for (int i = 0; i < tracks.size(); i++) {
                Track track = tracks.get(i);
                if (matches[i] < 0) {
                    tracks.set(kept++, track);
                } else {
                    taken[matches[i]] = true;
                    update(track, detections.get(matches[i]));
                }
            }
            tracks.subList(kept, tracks.size()).clear();
            Association.removeTaken(detections, taken);
        }

        private void update(Track track, Detection detection) {
            Track.measure(detection.box(), box);
            if (track.lost && track.frozen != null) {
                reUpdate(track);
            }
            BoxFilter.update(track.filter, box);
            if (options.observationCentric()) {
                track.frozen = Arrays.copyOf(track.filter, BoxFilter.SIZE);
            }
            System.arraycopy(box, 0, track.observed, 0, 4);
            track.seenMicros = micros;
            track.lost = false;
            confirm(state, track);
            observed.add(observed(track, detection));
        }

        /** Filters along a straight way from where the track was seen last to where it is now. */
        private void reUpdate(Track track) {
            double gap = absence(track) / Math.max(unit(), 1e-3);
            int steps = (int) Math.max(1, Math.min(MAX_FRAMES, Math.round(gap)));
            double each = gap / steps;
            System.arraycopy(track.frozen, 0, track.filter, 0, BoxFilter.SIZE);
            for (int step = 1; step < steps; step++) {
                double share = (double) step / steps;
                for (int i = 0; i < 4; i++) {
                    virtual[i] = track.observed[i] + share * (box[i] - track.observed[i]);
                }
                BoxFilter.predict(track.filter, each);
                BoxFilter.update(track.filter, virtual);
            }
            BoxFilter.predict(track.filter, each);
        }
    }
}
