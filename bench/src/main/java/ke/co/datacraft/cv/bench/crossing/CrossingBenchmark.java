package ke.co.datacraft.cv.bench.crossing;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.bench.mot.IdentityScores;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.standalone.scenes.ObjectKind;
import ke.co.datacraft.cv.standalone.scenes.SceneCondition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv bench crossings}. */
@Command(
        name = "crossings",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 100,
        description =
                "Films simulated crossings, runs a detector on the JPEGs and the tracker and the"
                        + " counting of AnalyticsJob on what it finds, and prints line counts,"
                        + " entries and IDF1 beside the truth.")
public final class CrossingBenchmark implements Callable<Integer> {

    private static final String ROW = "%-6s %-32s %-6s %6s %8s%s%n";

    /** Percent. */
    private static final int SHARE_AIM = 2;

    private static final double IDENTITY_AIM = 0.9;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,3,4,5,6,7,8,9,10",
            description = "Crossings (default: ${DEFAULT-VALUE}).")
    List<Long> seeds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Length of a film (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "5",
            description = "Frames per second (default: ${DEFAULT-VALUE}).")
    int fps;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "640x360",
            description = "Pixels of a frame (default: ${DEFAULT-VALUE}).")
    String size;

    @Option(
            names = "--light",
            paramLabel = "LIGHT",
            defaultValue = "DAY",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    SceneCondition light;

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE",
            defaultValue = "street-objects",
            description = "Detector (default: ${DEFAULT-VALUE}).")
    String model;

    @Option(
            names = "--detected",
            paramLabel = "X",
            defaultValue = "0.3",
            description =
                    "Confidence from which detections are handed on (default: ${DEFAULT-VALUE}).")
    double detected;

    @Option(
            names = "--followed",
            paramLabel = "X",
            defaultValue = "0.3",
            description = "CV_ANALYTICS_MIN_CONFIDENCE (default: ${DEFAULT-VALUE}).")
    double followed;

    @Option(
            names = "--counted",
            paramLabel = "X",
            defaultValue = "0.5",
            description = "CV_ANALYTICS_EVENT_CONFIDENCE (default: ${DEFAULT-VALUE}).")
    double counted;

    @Option(
            names = "--lost-seconds",
            paramLabel = "X",
            defaultValue = "2",
            description = "CV_ANALYTICS_LOST_MILLISECONDS in seconds (default: ${DEFAULT-VALUE}).")
    double lostSeconds;

    @Option(
            names = "--films",
            paramLabel = "FOLDER",
            description =
                    "Keeps truth and detections as files of the MOTChallenge, gt.txt and det.txt in"
                            + " a folder for each film and detector, and takes those that are"
                            + " there.")
    Path films;

    @Spec CommandSpec spec;

    private final Map<ObjectKind, IdentitySums> identities = new EnumMap<>(ObjectKind.class);
    private final List<CrossingScore.Count> counts = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        try {
            run();
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void run() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        CrossingScore.Settings settings =
                new CrossingScore.Settings(detected, followed, counted, lostSeconds);
        out.printf(ROW, "SEED", "ZONE", "WHAT", "TRUTH", "COUNTED", "");
        try (ObjectDetector detector = detector()) {
            for (long seed : seeds) {
                CrossingFilm.Take take = take(seed);
                CrossingFilm film = film(take, detector);
                CrossingScore score = CrossingScore.of(take, film, settings);
                for (CrossingScore.Count count : score.counts(lostSeconds)) {
                    counts.add(count);
                    out.printf(
                            ROW,
                            seed,
                            count.zone(),
                            count.what(),
                            count.truth(),
                            count.counted(),
                            count.different() == 0 ? "" : "  *");
                }
                Map<ObjectKind, IdentityScores> own = score.identities(film);
                out.printf(Locale.ROOT, "%-6d IDF1 %.3f%n", seed, IdentitySums.of(own).f1());
                own.forEach(
                        (kind, each) ->
                                identities.merge(
                                        kind, IdentitySums.NONE.plus(each), IdentitySums::plus));
                out.flush();
            }
        }
        print(out);
    }

    private void print(PrintWriter out) {
        out.println();
        IdentitySums all = IdentitySums.NONE;
        for (Map.Entry<ObjectKind, IdentitySums> each : identities.entrySet()) {
            IdentitySums sums = each.getValue();
            all = all.plus(sums);
            out.printf(
                    Locale.ROOT,
                    "IDF1 of %-11s %.3f (%d matched, %d missed, %d wrong)%n",
                    each.getKey().label(),
                    sums.f1(),
                    sums.matched(),
                    sums.missed(),
                    sums.wrong());
        }
        out.printf(
                Locale.ROOT,
                "IDF1 %.3f of all objects, %.3f as the mean of the classes (aim %.2f)%n",
                all.f1(),
                identities.values().stream().mapToDouble(IdentitySums::f1).average().orElse(0),
                IDENTITY_AIM);
        print(out, "crossings of lines (aim " + SHARE_AIM + " %)", false);
        print(out, "entries of areas", true);
        out.flush();
    }

    private void print(PrintWriter out, String what, boolean entries) {
        long truth = 0;
        long told = 0;
        long different = 0;
        for (CrossingScore.Count count : counts) {
            if (count.isEntry() == entries) {
                truth += count.truth();
                told += count.counted();
                different += count.different();
            }
        }
        double all = Math.max(1, truth);
        out.printf(
                Locale.ROOT,
                "%s: %d counted, %d in truth: %+.1f %%; one by one %.1f %% differ%n",
                what,
                told,
                truth,
                100 * (told - truth) / all,
                100 * different / all);
    }

    private CrossingFilm.Take take(long seed) {
        if (!size.matches("\\d{2,4}x\\d{2,4}")) {
            throw new IllegalArgumentException(
                    "--size is '" + size + "': give one such as 640x360");
        }
        String[] sides = size.split("x");
        return new CrossingFilm.Take(
                seed, Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), fps, seconds, light);
    }

    private CrossingFilm film(CrossingFilm.Take take, ObjectDetector detector) throws IOException {
        if (films == null) {
            return CrossingFilm.of(take, detector);
        }
        String name = take.name() + "-" + detector.model().sha256().substring(0, 12);
        FilmFolder folder = new FilmFolder(films.resolve(name));
        if (!folder.isThere()) {
            folder.write(CrossingFilm.of(take, detector));
        }
        return folder.read(take.frames());
    }

    private ObjectDetector detector() {
        Path file = Path.of(model);
        return new ObjectDetector(
                new ModelRepository(
                                new ModelRepositorySettings(List.of(), true, OnnxSettings.cpu()))
                        .load(Files.exists(file) ? file.toAbsolutePath().toString() : model));
    }
}
