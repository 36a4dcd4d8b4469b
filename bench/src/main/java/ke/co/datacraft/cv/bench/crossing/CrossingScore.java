package ke.co.datacraft.cv.bench.crossing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.bench.mot.IdentityScores;
import ke.co.datacraft.cv.bench.mot.MotRow;
import ke.co.datacraft.cv.bench.mot.ScoredSequence;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.track.TrackedObject;
import ke.co.datacraft.cv.operators.analytics.CountRow;
import ke.co.datacraft.cv.operators.analytics.HeatRow;
import ke.co.datacraft.cv.operators.analytics.SourceAnalysis;
import ke.co.datacraft.cv.operators.analytics.SourceCounts;
import ke.co.datacraft.cv.operators.analytics.SourceState;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import ke.co.datacraft.cv.standalone.scenes.ObjectKind;
import ke.co.datacraft.cv.standalone.scenes.SceneObject;
import ke.co.datacraft.cv.standalone.scenes.SceneOutlines;
import ke.co.datacraft.cv.standalone.scenes.StreetPlan;
import ke.co.datacraft.cv.standalone.scenes.StreetZones;
import ke.co.datacraft.cv.standalone.scenes.TrafficTruth;

/** What the analysis makes of a film's detections, beside the truth. */
final class CrossingScore {

    private static final String TENANT = "bench";
    private static final String SOURCE = "crossing";
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    /** Overlap from which a box lies on an object of which too little is to be seen. */
    private static final double ON_IGNORED = 0.5;

    private final CrossingFilm.Take take;
    private final List<ZoneDefinition> zones;
    private final Map<UUID, CountRow> rows = new HashMap<>();
    private final Set<Long> told = new HashSet<>();
    private final List<List<TrackedObject>> tracks = new ArrayList<>();

    /**
     * Counts beside the truth.
     *
     * @param zone line or area
     * @param what was counted
     */
    record Count(String zone, String what, long truth, long counted) {

        private static final String ENTRY = "entry";

        boolean isEntry() {
            return what.equals(ENTRY);
        }

        long different() {
            return Math.abs(truth - counted);
        }
    }

    private CrossingScore(CrossingFilm.Take take) {
        this.take = take;
        this.zones =
                StreetZones.of(
                        take.seed(),
                        StreetPlan.CROSSING,
                        take.width(),
                        take.height(),
                        SOURCE,
                        TENANT);
    }

    static ObjectKind kind(String label) {
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "'"
                        + label
                        + "' is no class of the simulator; give a model that knows its classes");
    }

    /** Follows and counts what was found with the confidence that the analysis asks for. */
    static CrossingScore of(CrossingFilm.Take take, CrossingFilm film, Settings settings) {
        CrossingScore score = new CrossingScore(take);
        SourceAnalysis analysis =
                new SourceAnalysis(
                        SourceDefinition.of(
                                TENANT,
                                SOURCE,
                                SourceKind.SIMULATOR,
                                "simulator://crossing",
                                List.of()),
                        score.zones,
                        settings.analytics());
        SourceState state = new SourceState();
        Told told = score.new Told();
        for (int number = 0; number < take.frames(); number++) {
            List<Detection> found =
                    film.detections().get(number).stream()
                            .filter(one -> one.confidence() >= settings.detected())
                            .toList();
            score.tracks.add(analysis.step(state, score.frame(number, found), told));
        }
        analysis.finish(state, told);
        return score;
    }

    /**
     * What the analysis is told.
     *
     * @param detected least confidence of what the detector hands on
     * @param followed least confidence that is followed
     * @param counted confidence that counts
     * @param lostSeconds patience with the unseen
     */
    record Settings(double detected, double followed, double counted, double lostSeconds) {

        private SourceAnalyticsSettings analytics() {
            return new SourceAnalyticsSettings(
                    Duration.ofSeconds(2),
                    false,
                    1000,
                    1000,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    new SourceAnalyticsSettings.TrackingDefaults(
                            followed, counted, 3, lostSeconds));
        }
    }

    private final class Told implements SourceAnalysis.Output {

        @Override
        public void event(AnalyticsEvent event) {
            if (event.kind() == EventKind.TRACK) {
                told.add(event.trackId());
            }
        }

        @Override
        public void counts(SourceCounts counts) {
            // The windows count.
        }

        @Override
        public void count(CountRow row) {
            rows.put(row.id(), row);
        }

        @Override
        public void heat(HeatRow row) {
            // Not compared.
        }

        @Override
        public void refused(String zoneId, String label) {
            throw new IllegalStateException(zoneId + " has no row of " + label);
        }
    }

    private SourceFrame frame(int number, List<Detection> detections) {
        return new SourceFrame(
                TENANT,
                SOURCE,
                START + Math.round(number * 1000.0 / take.fps()),
                new UUID(0, number),
                "simulator:" + number,
                new ImageSize(take.width(), take.height()),
                detections,
                new RecordOrigin("cv.results", 0, number));
    }

    /**
     * Lines by direction, and entries of areas. Lines that touch count as one: by which of them a
     * vehicle in the middle of their lane goes is a matter of a pixel.
     */
    List<Count> counts(double lostSeconds) {
        TrafficTruth truth = truth(lostSeconds);
        List<Count> counts = new ArrayList<>();
        List<List<ZoneDefinition>> passages = new ArrayList<>();
        for (ZoneDefinition zone : zones) {
            if (zone.kind() == ZoneKind.LINE) {
                passages.stream()
                        .filter(passage -> passage.stream().anyMatch(line -> touch(line, zone)))
                        .findFirst()
                        .ifPresentOrElse(
                                passage -> passage.add(zone),
                                () -> passages.add(new ArrayList<>(List.of(zone))));
            } else {
                counts.add(
                        new Count(
                                zone.id(),
                                Count.ENTRY,
                                truth.stays(zone).size(),
                                counted(zone, true)));
            }
        }
        for (List<ZoneDefinition> passage : passages) {
            for (CrossingDirection direction : CrossingDirection.values()) {
                counts.add(count(passage, direction, truth));
            }
        }
        return counts;
    }

    private TrafficTruth truth(double lostSeconds) {
        SceneOutlines outlines =
                new SceneOutlines(take.seed(), StreetPlan.CROSSING, take.width(), take.height());
        return new TrafficTruth(
                outlines::at,
                new TrafficTruth.Watch(
                        take.width(),
                        take.height(),
                        take.fps(),
                        take.frames(),
                        lostSeconds + 1.0 / take.fps()));
    }

    private static boolean touch(ZoneDefinition one, ZoneDefinition other) {
        return one.points().stream().anyMatch(other.points()::contains);
    }

    private Count count(
            List<ZoneDefinition> passage, CrossingDirection direction, TrafficTruth truth) {
        long there = 0;
        long counted = 0;
        for (ZoneDefinition line : passage) {
            there +=
                    truth.crossings(line).stream()
                            .filter(one -> one.direction() == direction)
                            .count();
            counted += counted(line, direction == CrossingDirection.IN);
        }
        String name = passage.stream().map(ZoneDefinition::id).collect(Collectors.joining("+"));
        return new Count(name, direction.name().toLowerCase(Locale.ROOT), there, counted);
    }

    private long counted(ZoneDefinition zone, boolean in) {
        return rows.values().stream()
                .filter(row -> row.zoneId().equals(zone.id()) && row.bucketSeconds() == 60)
                .filter(row -> !row.label().isEmpty())
                .mapToLong(row -> in ? row.countIn() : row.countOut())
                .sum();
    }

    /** Of the objects that count, class by class: a track of another class is another object. */
    Map<ObjectKind, IdentityScores> identities(CrossingFilm film) {
        Map<ObjectKind, List<MotRow>> truth = new EnumMap<>(ObjectKind.class);
        Map<ObjectKind, List<MotRow>> results = new EnumMap<>(ObjectKind.class);
        for (int number = 0; number < take.frames(); number++) {
            List<SceneObject> there = film.truth().get(number);
            for (SceneObject object : there) {
                if (!object.ignored()) {
                    add(truth, number, object.trackId(), object.kind(), object.box());
                }
            }
            for (TrackedObject one : tracks.get(number)) {
                if (told.contains(one.trackId()) && !isOnIgnored(one, there)) {
                    add(results, number, one.trackId(), kind(one.label()), one.box());
                }
            }
        }
        Map<ObjectKind, IdentityScores> scores = new EnumMap<>(ObjectKind.class);
        for (ObjectKind kind : ObjectKind.values()) {
            scores.put(
                    kind,
                    IdentityScores.of(
                            ScoredSequence.of(
                                    truth.getOrDefault(kind, List.of()),
                                    results.getOrDefault(kind, List.of()),
                                    ScoredSequence.Rules.MOT15)));
        }
        return scores;
    }

    private static void add(
            Map<ObjectKind, List<MotRow>> rows,
            int frame,
            long id,
            ObjectKind kind,
            BoundingBox box) {
        rows.computeIfAbsent(kind, any -> new ArrayList<>())
                .add(
                        new MotRow(
                                frame + 1,
                                Math.toIntExact(id),
                                box.x(),
                                box.y(),
                                box.width(),
                                box.height(),
                                1,
                                -1));
    }

    /** Whether a box shows what nobody is asked to find, and nothing else. */
    private static boolean isOnIgnored(TrackedObject one, List<SceneObject> there) {
        double wanted = 0;
        double ignored = 0;
        for (SceneObject object : there) {
            double overlap = object.box().intersectionOverUnion(one.box());
            if (object.ignored()) {
                ignored = Math.max(ignored, overlap);
            } else {
                wanted = Math.max(wanted, overlap);
            }
        }
        return ignored >= ON_IGNORED && ignored > wanted;
    }
}
