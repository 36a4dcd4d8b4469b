package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import ke.co.datacraft.cv.bench.mot.ClearScores;
import ke.co.datacraft.cv.bench.mot.HotaScores;
import ke.co.datacraft.cv.bench.mot.IdentityScores;
import ke.co.datacraft.cv.bench.mot.MotDetections;
import ke.co.datacraft.cv.bench.mot.MotFile;
import ke.co.datacraft.cv.bench.mot.MotRow;
import ke.co.datacraft.cv.bench.mot.MotTracker;
import ke.co.datacraft.cv.bench.mot.PlainSort;
import ke.co.datacraft.cv.bench.mot.ScoredSequence;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.track.ByteTracker;
import ke.co.datacraft.cv.inference.track.TrackedObject;
import ke.co.datacraft.cv.inference.track.TrackerOptions;
import ke.co.datacraft.cv.inference.track.TrackerState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv bench track}. */
@Command(
        name = "track",
        mixinStandardHelpOptions = true,
        description =
                "Tracks detections in the MOTChallenge text format, scores the tracks against the"
                        + " truth as TrackEval does, and measures frames per second of one core"
                        + " (without reading files) beside plain SORT.")
final class TrackBenchmark implements Callable<Integer> {

    private static final double AIM = 7000;

    /** A round is so many frames at least, so that short sequences can be measured. */
    private static final int ROUND_FRAMES = 20_000;

    @Option(
            names = "--detections",
            paramLabel = "FILE",
            required = true,
            description = "det.txt: frame,id,left,top,width,height,score.")
    Path detections;

    @Option(names = "--truth", paramLabel = "FILE", description = "gt.txt of the same sequence.")
    Path truth;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the tracks are written.")
    Path out;

    @Option(
            names = "--rules",
            paramLabel = "RULES",
            description =
                    "Which truth counts: ${COMPLETION-CANDIDATES} (default: MOT15 where the truth"
                            + " tells no classes, else MOT17).")
    ScoredSequence.Rules rules;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "30",
            description = "Frames per second of the sequence (default: ${DEFAULT-VALUE}).")
    double fps;

    @Option(
            names = "--min-score",
            paramLabel = "X",
            description =
                    "Detections with a lower score are left out, in the file's unit. Where any"
                            + " score lies outside 0..1, those kept count as certain (default: all).")
    double minScore = Double.NEGATIVE_INFINITY;

    @Option(names = "--high", paramLabel = "X", description = "Confidence that is sure.")
    double high = TrackerOptions.DEFAULT.highConfidence();

    @Option(names = "--low", paramLabel = "X", description = "Confidence that is looked at.")
    double low = TrackerOptions.DEFAULT.lowConfidence();

    @Option(
            names = "--new",
            paramLabel = "X",
            description = "Confidence that begins a track (default: --high and 0.1).")
    Double begin;

    @Option(names = "--match", paramLabel = "X", description = "Largest cost of a match.")
    double match = TrackerOptions.DEFAULT.matchThreshold();

    @Option(names = "--lost-seconds", paramLabel = "X", description = "Patience with the unseen.")
    double lostSeconds = TrackerOptions.DEFAULT.lostSeconds();

    @Option(names = "--min-area", paramLabel = "X", description = "Least area, square pixels.")
    double minArea;

    @Option(names = "--observation-centric", description = "With OC-SORT's re-update.")
    boolean observationCentric;

    @Option(
            names = "--motion-gate",
            description =
                    "Never matches a box too far beside an object's way, and looks for hidden"
                            + " objects along theirs, as analytics does.")
    boolean motionGate;

    @Option(
            names = "--detected-boxes",
            description =
                    "Boxes as detected, as analytics see them; without it those of the filter, as"
                            + " reference implementations write them.")
    boolean detectedBoxes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds measured after one to warm up (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Spec CommandSpec spec;

    private Report report() {
        return new Report(spec.commandLine().getOut());
    }

    @Override
    public Integer call() throws Exception {
        try {
            run(options());
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private TrackerOptions options() {
        if (!(fps > 0 && fps <= 1000) || rounds < 1) {
            throw new IllegalArgumentException("--fps must be above 0, --rounds 1 or more");
        }
        return new TrackerOptions(
                high,
                low,
                begin == null ? Math.min(1, high + 0.1) : begin,
                match,
                TrackerOptions.DEFAULT.secondMatchThreshold(),
                TrackerOptions.DEFAULT.newMatchThreshold(),
                lostSeconds,
                2,
                true,
                observationCentric,
                1 / fps,
                minArea,
                motionGate);
    }

    private void run(TrackerOptions options) throws Exception {
        List<MotRow> rows = MotFile.read(detections);
        List<List<Detection>> frames = MotDetections.frames(rows, minScore);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException(detections + " has no detections");
        }
        Supplier<MotTracker> tracker = () -> byteTracker(options);
        Supplier<MotTracker> baseline = () -> new PlainSort(high);
        List<MotRow> tracked = MotDetections.track(frames, tracker.get());
        Report report = report();
        report.line(
                "%d frames, %.1f detections each",
                frames.size(), (double) rows.size() / frames.size());
        if (out != null) {
            write(tracked);
        }
        if (truth != null) {
            List<MotRow> there = MotFile.read(truth);
            ScoredSequence.Rules which = rules == null ? ScoredSequence.Rules.of(there) : rules;
            report.section("scores, percent, by the rules of " + which);
            report.line("%s", SCORE_COLUMNS);
            score(report, "ByteTracker", ScoredSequence.of(there, tracked, which));
            score(
                    report,
                    "plain SORT",
                    ScoredSequence.of(there, MotDetections.track(frames, baseline.get()), which));
        }
        measure(report, frames, tracker, baseline);
    }

    private void write(List<MotRow> tracked) {
        try {
            MotFile.write(out, tracked);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot write --out " + out + ": " + e, e);
        }
    }

    private MotTracker byteTracker(TrackerOptions options) {
        ByteTracker tracker = new ByteTracker(options);
        TrackerState state = new TrackerState();
        long[] frame = {0};
        return found -> {
            long micros = Math.round(frame[0]++ * 1e6 / fps);
            Instant time = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
            List<TrackedObject> observed = tracker.step(state, time, found).observed();
            return detectedBoxes
                    ? observed
                    : observed.stream().map(one -> filtered(one, state)).toList();
        };
    }

    private static TrackedObject filtered(TrackedObject object, TrackerState state) {
        return new TrackedObject(
                object.trackId(),
                object.classId(),
                object.label(),
                object.confidence(),
                state.filteredBox(object.trackId()).orElse(object.box()));
    }

    private static final String SCORE_COLUMNS =
            String.format(
                    "%-12s %6s %6s %6s %6s %6s %6s %6s %6s %6s %6s %7s %7s",
                    "", "HOTA", "DetA", "AssA", "MOTA", "MOTP", "IDF1", "IDP", "IDR", "IDSW",
                    "Frag", "FP", "FN");

    private static void score(Report report, String name, ScoredSequence sequence) {
        HotaScores hota = HotaScores.of(sequence);
        ClearScores clear = ClearScores.of(sequence);
        IdentityScores identity = IdentityScores.of(sequence);
        report.line(
                "%-12s %6.2f %6.2f %6.2f %6.2f %6.2f %6.2f %6.2f %6.2f %6d %6d %7d %7d",
                name,
                100 * hota.hota(),
                100 * hota.detection(),
                100 * hota.association(),
                100 * clear.mota(),
                100 * clear.motp(),
                100 * identity.f1(),
                100 * identity.precision(),
                100 * identity.recall(),
                clear.switches(),
                clear.fragments(),
                clear.wrong(),
                clear.missed());
    }

    private void measure(
            Report report,
            List<List<Detection>> frames,
            Supplier<MotTracker> tracker,
            Supplier<MotTracker> baseline)
            throws Exception {
        List<Measurement> measured =
                new Rounds()
                        .add("ByteTracker", () -> round(frames, tracker))
                        .add("plain SORT", () -> round(frames, baseline))
                        .run(rounds);
        report.section("speed of one thread");
        report.columns("frame");
        measured.forEach(report::row);
        report.ratio(
                "ByteTracker over plain SORT", measured.get(0).rate() / measured.get(1).rate());
        report.atLeast("frames per second", measured.get(0).rate(), AIM);
    }

    private static ConcurrentLoop.Round round(
            List<List<Detection>> frames, Supplier<MotTracker> tracker) {
        CpuMeter cpu = new CpuMeter();
        long start = System.nanoTime();
        long done = 0;
        do {
            MotTracker fresh = tracker.get();
            for (List<Detection> frame : frames) {
                fresh.step(frame);
            }
            done += frames.size();
        } while (done < ROUND_FRAMES);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new ConcurrentLoop.Round(done / seconds, cpu.processSeconds() * 1000 / done, 0);
    }
}
