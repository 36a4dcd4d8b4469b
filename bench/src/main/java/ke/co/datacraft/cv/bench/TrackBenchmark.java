package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import ke.co.datacraft.cv.bench.mot.MotDetections;
import ke.co.datacraft.cv.bench.mot.MotFile;
import ke.co.datacraft.cv.bench.mot.MotRow;
import ke.co.datacraft.cv.bench.mot.MotTracker;
import ke.co.datacraft.cv.bench.mot.PlainSort;
import ke.co.datacraft.cv.bench.mot.ScoreScale;
import ke.co.datacraft.cv.bench.mot.ScoredSequence;
import ke.co.datacraft.cv.bench.mot.SequenceInfo;
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
    private static final double USUAL_RATE = 30;

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
                    "Which truth counts: ${COMPLETION-CANDIDATES} (default: MOT20 where seqinfo.ini"
                            + " names such a sequence, MOT17 where each row of the truth tells a"
                            + " class, else MOT15).")
    ScoredSequence.Rules rules;

    @Option(
            names = "--fps",
            paramLabel = "N",
            description =
                    "Frames per second of the sequence (default: those in seqinfo.ini beside the"
                            + " folder of the detections, else 30).")
    Double fps;

    @Option(
            names = "--min-score",
            paramLabel = "X",
            description =
                    "Detections with a lower score are left out, in the file's unit (default: all"
                            + " are kept). Scores outside 0..1: see bench/README.md.")
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

    @Option(
            names = "--match",
            paramLabel = "X",
            defaultValue = "0.85",
            description = "Largest cost of a first match (default: ${DEFAULT-VALUE}).")
    double match;

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
            names = "--still-camera",
            description =
                    "The picture as a whole never moves. Without it, what most objects are"
                            + " displaced by is taken for the camera's motion.")
    boolean stillCamera;

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

    private double frameSeconds;

    private Report report() {
        return new Report(spec.commandLine().getOut());
    }

    @Override
    public Integer call() throws Exception {
        try {
            SequenceInfo info = SequenceInfo.of(detections);
            run(info, options(info));
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private TrackerOptions options(SequenceInfo info) {
        frameSeconds = 1 / (fps == null ? info.framesPerSecondOr(USUAL_RATE) : fps);
        if (!(frameSeconds >= 0.001 && frameSeconds < 1e6) || rounds < 1) {
            throw new IllegalArgumentException(
                    "Frames per second must be above 0 and at most 1000, --rounds 1 or more");
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
                frameSeconds,
                minArea,
                motionGate,
                !stillCamera);
    }

    private void run(SequenceInfo info, TrackerOptions options) throws Exception {
        List<MotRow> rows = MotFile.read(detections);
        ScoreScale scale = ScoreScale.of(rows);
        List<List<Detection>> frames = MotDetections.frames(rows, minScore, scale);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException(detections + " has no detections");
        }
        Supplier<MotTracker> tracker = () -> byteTracker(options);
        Supplier<MotTracker> baseline = () -> new PlainSort(high);
        List<MotRow> tracked = MotDetections.track(frames, tracker.get());
        Report report = report();
        report.line(
                "%d frames at %s a second, %.1f detections each; %s",
                frames.size(),
                Math.round(100 / frameSeconds) / 100.0,
                (double) rows.size() / frames.size(),
                scale.told());
        long empty = rows.stream().filter(row -> !row.hasArea()).count();
        if (empty > 0) {
            report.line("%d detections without area are left out", empty);
        }
        if (out != null) {
            write(tracked);
        }
        if (truth != null) {
            List<MotRow> there = MotFile.read(truth);
            ScoredSequence.Rules which =
                    rules != null
                            ? rules
                            : info.rules().orElseGet(() -> ScoredSequence.Rules.of(there));
            report.section("scores, percent, by the rules of " + which);
            ScoreTable table = new ScoreTable(report);
            table.row("ByteTracker", ScoredSequence.of(there, tracked, which));
            table.row(
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
            long micros = Math.round(frame[0]++ * 1e6 * frameSeconds);
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
