package ke.co.datacraft.cv.bench.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.standalone.scenes.SceneCondition;
import ke.co.datacraft.cv.standalone.scenes.SceneObject;
import ke.co.datacraft.cv.standalone.scenes.SceneOutline;
import ke.co.datacraft.cv.standalone.scenes.SceneOutlines;
import ke.co.datacraft.cv.standalone.scenes.StreetPlan;
import ke.co.datacraft.cv.standalone.scenes.TrafficTruth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CrossingScoreTest {

    private static final CrossingFilm.Take TAKE =
            new CrossingFilm.Take(3, 640, 360, 5, 60, SceneCondition.DAY);
    private static final CrossingScore.Settings SETTINGS =
            new CrossingScore.Settings(0.3, 0.3, 0.5, 2);

    @TempDir Path folder;

    private final StringWriter printed = new StringWriter();

    @Test
    void exactBoxesAreFollowedAndCounted() {
        CrossingFilm film = film((number, object) -> true);
        CrossingScore score = CrossingScore.of(TAKE, film, SETTINGS);
        // Less than 1, as who is hidden for longer than two seconds is somebody else.
        assertThat(f1(score, film)).isGreaterThan(0.85);
        assertThat(score.counts(2))
                .filteredOn(count -> !count.isEntry())
                .allMatch(count -> count.different() <= 1)
                .anyMatch(count -> count.truth() > 3);
    }

    @Test
    void whatIsNotFoundIsMissing() {
        CrossingFilm film = film((number, object) -> number < TAKE.frames() / 2);
        CrossingScore score = CrossingScore.of(TAKE, film, SETTINGS);
        assertThat(f1(score, film)).isBetween(0.4, 0.8);
        assertThat(score.counts(2)).anyMatch(count -> count.truth() > count.counted());
    }

    @Test
    void aFilmIsReadAsItWasWritten() throws IOException {
        CrossingFilm film = film((number, object) -> number % 2 == 0);
        FilmFolder files = new FilmFolder(folder.resolve("3"));
        assertThat(files.isThere()).isFalse();
        files.write(film);
        CrossingFilm again = files.read(TAKE.frames());
        assertThat(files.isThere()).isTrue();
        CrossingScore one = CrossingScore.of(TAKE, film, SETTINGS);
        CrossingScore other = CrossingScore.of(TAKE, again, SETTINGS);
        assertThat(other.counts(2)).isEqualTo(one.counts(2));
        assertThat(other.identities(again)).isEqualTo(one.identities(film));
    }

    @Test
    void anotherFilmIsNotTakenForOneThatIsThere() throws IOException {
        assertThat(run("--fps", "2")).isZero();
        assertThat(run("--fps", "1")).isZero();
        assertThat(run("--fps", "1")).isZero();
        try (Stream<Path> films = Files.list(folder)) {
            assertThat(films).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"--fps,0", "--seconds,-1", "--size,640", "--size,99x99"})
    void aFilmThatCannotBeIsAUsageError(String option, String value) {
        assertThat(run(option, value)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(printed.toString()).contains(value);
    }

    private int run(String option, String value) {
        CommandLine command = new CommandLine(new CrossingBenchmark());
        command.setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed));
        return command.execute(
                "--seeds=3",
                option.equals("--seconds") ? "--fps=1" : "--seconds=2",
                "--films=" + folder,
                option + "=" + value);
    }

    /** One of the ten films that {@code cv bench crossings} looks at: docs/analytics.md. */
    @Test
    void theShippedDetectorIsGoodEnoughToCountWith() {
        CrossingFilm film;
        try (ObjectDetector detector =
                new ObjectDetector(
                        new ModelRepository(ModelRepositorySettings.of()).load("street-objects"))) {
            film = CrossingFilm.of(TAKE, detector);
        }
        CrossingScore score = CrossingScore.of(TAKE, film, SETTINGS);
        assertThat(f1(score, film)).isGreaterThan(0.87);
        List<CrossingScore.Count> lines =
                score.counts(2).stream().filter(count -> !count.isEntry()).toList();
        long truth = lines.stream().mapToLong(CrossingScore.Count::truth).sum();
        long counted = lines.stream().mapToLong(CrossingScore.Count::counted).sum();
        assertThat(counted).isBetween(truth - 1, truth + 1);
    }

    private static double f1(CrossingScore score, CrossingFilm film) {
        return IdentitySums.of(score.identities(film)).f1();
    }

    private static CrossingFilm film(BiPredicate<Integer, SceneObject> isFound) {
        SceneOutlines outlines =
                new SceneOutlines(TAKE.seed(), StreetPlan.CROSSING, TAKE.width(), TAKE.height());
        List<List<SceneObject>> truth = new ArrayList<>();
        List<List<Detection>> detections = new ArrayList<>();
        for (int number = 0; number < TAKE.frames(); number++) {
            int frame = number;
            List<SceneObject> there =
                    outlines.at((double) number / TAKE.fps()).stream()
                            .map(CrossingScoreTest::object)
                            .toList();
            truth.add(there);
            detections.add(
                    there.stream()
                            .filter(object -> !object.ignored() && isFound.test(frame, object))
                            .map(CrossingScoreTest::detection)
                            .toList());
        }
        return new CrossingFilm(truth, detections);
    }

    private static SceneObject object(SceneOutline outline) {
        return new SceneObject(
                outline.trackId(),
                outline.kind(),
                outline.box(),
                outline.inFrame(),
                !TrafficTruth.isSeen(outline),
                null);
    }

    private static Detection detection(SceneObject object) {
        return new Detection(object.kind().ordinal(), object.kind().label(), 0.9f, object.box());
    }
}
