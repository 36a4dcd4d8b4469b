package ke.co.datacraft.cv.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.inference.video.RtspServer;
import ke.co.datacraft.cv.inference.video.TestingFilms;
import ke.co.datacraft.cv.standalone.processes.FlinkProcesses.TaskManager;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * CameraJob on an ordinary Flink cluster of real processes: its cameras come, change and go, fail
 * and are moved, and the others do not notice.
 */
@Timeout(300)
class CameraJobITCase {

    private static final long INTERVAL_MILLIS = 1000 / TestingFilms.FPS;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static DataFolder data;
    private static EmbeddedKafka kafka;
    private static FlinkProcesses flink;
    private static final List<TaskManager> TASK_MANAGERS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        data = DataFolder.open(folder.resolve("services"));
        kafka = new EmbeddedKafka(data, new Topics("unused."));
        kafka.start();
        flink =
                FlinkProcesses.start(
                        folder.resolve("flink"),
                        FlinkDistribution.ofBuild(),
                        Map.of("taskmanager.load-balance.mode", "SLOTS"),
                        Map.of());
        TASK_MANAGERS.add(flink.startTaskManager());
        TASK_MANAGERS.add(flink.startTaskManager());
        Await.until(
                "both TaskManagers",
                Duration.ofMinutes(3),
                () -> flink.rest().slots() == 4,
                flink::lastWords);
    }

    @AfterAll
    static void stop() {
        try (DataFolder last = data;
                EmbeddedKafka second = kafka;
                FlinkProcesses first = flink) {
            // Each is closed, the last first, whatever the others do.
        }
    }

    @Test
    void sourcesComeChangePauseAndGoWhileTheOthersRunOn() throws Exception {
        Path loop = TestingFilms.write(folder.resolve("loop.mp4"), 50);
        SourceDefinition changed = CameraRun.film("changed", loop, true, TestingFilms.FPS);
        SourceDefinition paused = CameraRun.film("paused", loop, true, TestingFilms.FPS);
        SourceDefinition added = CameraRun.film("added", loop, true, TestingFilms.FPS);
        try (CameraRun run = run("changes", 2)) {
            run.define(
                    CameraRun.film("first", loop, true, TestingFilms.FPS),
                    CameraRun.film("second", loop, true, TestingFilms.FPS),
                    changed,
                    paused);
            for (String id : List.of("first", "second", "changed", "paused")) {
                run.awaitFrames(id, 10);
            }

            run.topics().define(CameraRun.TENANT, "added", "{\"kind\": \"periscope\"}");
            run.awaitState("added", SourceState.DISABLED);
            run.define(CameraRun.paused(paused));
            run.awaitState("paused", SourceState.DISABLED);
            run.define(CameraRun.film("changed", loop, true, TestingFilms.FPS / 2.0));
            // Frames that were sent before their camera paused may arrive after its status.
            run.awaitFrames("changed", run.topics().frames("changed").size() + 20);
            int atRest = run.topics().frames("paused").size();
            run.awaitFrames("changed", run.topics().frames("changed").size() + 20);
            assertThat(run.topics().frames("paused")).hasSize(atRest);
            run.define(paused);
            run.awaitFrames("paused", atRest + 10);
            assertSteps(run.topics().frames("changed"), INTERVAL_MILLIS, 2 * INTERVAL_MILLIS);

            run.topics().remove(changed);
            run.await("the end of changed", () -> run.topics().isRemoved(changed));
            run.define(added);
            run.awaitFrames("added", 10);
            int atEnd = run.topics().frames("changed").size();
            run.awaitFrames("first", run.topics().frames("first").size() + 20);
            assertThat(run.topics().frames("changed")).hasSize(atEnd);

            for (String id : List.of("first", "second")) {
                assertThat(run.topics().states(id))
                        .as(id)
                        .containsExactly(SourceState.CONNECTING, SourceState.ONLINE);
                assertWhole(run, id);
            }
            assertThat(run.topics().states("added"))
                    .containsExactly(
                            SourceState.DISABLED, SourceState.CONNECTING, SourceState.ONLINE);
            assertWhole(run, "added");
            assertThat(run.topics().states("paused"))
                    .containsExactly(
                            SourceState.CONNECTING,
                            SourceState.ONLINE,
                            SourceState.DISABLED,
                            SourceState.CONNECTING,
                            SourceState.ONLINE);
            assertWhole(run, "paused");
            assertThat(run.restarts()).isZero();
            assertThat(run.topics().deadLetters()).isOne();
        }
    }

    @Test
    void whileKafkaIsAwayRecordingsWaitAndNothingIsLost() throws Exception {
        int frames = 300;
        Path film = TestingFilms.write(folder.resolve("patient.mp4"), frames);
        try (CameraRun run = run("away", 2)) {
            run.define(CameraRun.film("patient", film, false, TestingFilms.FPS));
            run.awaitFrames("patient", 40);

            kafka.close();
            kafka.start();

            run.awaitState("patient", SourceState.OFFLINE);
            run.awaitFrames("patient", frames);
            assertWhole(run, "patient");
            assertThat(run.topics().states("patient"))
                    .containsExactly(
                            SourceState.CONNECTING, SourceState.ONLINE, SourceState.OFFLINE);
            assertThat(run.restarts()).isZero();
        }
    }

    @Test
    void afterALostTaskManagerAndARescaleEveryFrameIsThere() throws Exception {
        int frames = 500;
        List<String> ids = List.of("film-0", "film-1", "film-2", "film-3");
        Path film = TestingFilms.write(folder.resolve("film.mp4"), frames);
        try (CameraRun run = run("loss", 2)) {
            ids.forEach(id -> run.define(CameraRun.film(id, film, false, TestingFilms.FPS)));
            ids.forEach(id -> run.awaitFrames(id, 60));

            TASK_MANAGERS.remove(0).process().kill9();
            TASK_MANAGERS.add(flink.startTaskManager());
            run.await("a restart", () -> run.restarts() >= 1);
            ids.forEach(id -> run.awaitFrames(id, run.topics().frames(id).size() + 20));
            assertThat(run.restores()).as("restores from a checkpoint").isPositive();
            assertThat(ids.stream().filter(id -> isUndisturbed(run, id)))
                    .as("films of the other TaskManager")
                    .hasSize(2);
            for (String id : ids) {
                assertThat(numbers(run.topics().frames(id)).stream().filter(n -> n == 0))
                        .as("beginnings of " + id)
                        .hasSize(1);
            }

            int[] before = ids.stream().mapToInt(id -> run.topics().frames(id).size()).toArray();
            run.rescale(4);
            ids.forEach(id -> run.awaitState(id, SourceState.OFFLINE));

            for (int i = 0; i < ids.size(); i++) {
                List<ImageReference> sent = run.topics().frames(ids.get(i));
                assertThat(new HashSet<>(sent.stream().map(ImageReference::imageId).toList()))
                        .as("images of " + ids.get(i))
                        .hasSize(frames);
                assertThat(new HashSet<>(numbers(sent)))
                        .containsExactlyInAnyOrderElementsOf(range(0, frames));
                assertThat(sent).allMatch(frame -> Files.exists(Path.of(URI.create(frame.uri()))));
                List<Long> last = numbers(sent).subList(before[i] - 1, sent.size());
                assertThat(last).as("after the savepoint").isEqualTo(range(last.get(0), frames));
            }
        }
    }

    @Test
    void aServerThatGoesAndComesBackIsOfflineAndOnlineAndNobodyElseIsDisturbed() throws Exception {
        assumeTrue(
                RtspServer.isInstalled(),
                "needs an RTSP server: apt-get install -y python3-gi gir1.2-gst-rtsp-server-1.0"
                        + " gstreamer1.0-plugins-good");
        Path loop = TestingFilms.write(folder.resolve("third.mp4"), 50);
        List<String> cameras = List.of("north", "south");
        RtspServer server = RtspServer.start(0);
        try (CameraRun run = run("outage", 2)) {
            run.define(CameraRun.film("third", loop, true, TestingFilms.FPS));
            cameras.forEach(id -> run.define(CameraRun.camera(id, server.uri())));
            cameras.forEach(id -> run.awaitFrames(id, 20));

            server.close();
            cameras.forEach(id -> run.awaitState(id, SourceState.OFFLINE));
            run.awaitFrames("third", run.topics().frames("third").size() + 60);
            int[] before =
                    cameras.stream().mapToInt(id -> run.topics().frames(id).size()).toArray();
            try (RtspServer back = RtspServer.start(server.port())) {
                cameras.forEach(id -> run.awaitState(id, SourceState.ONLINE));
                for (int i = 0; i < before.length; i++) {
                    run.awaitFrames(cameras.get(i), before[i] + 20);
                }
                for (String id : cameras) {
                    assertThat(run.topics().states(id))
                            .as(id)
                            .containsExactly(
                                    SourceState.CONNECTING,
                                    SourceState.ONLINE,
                                    SourceState.CONNECTING,
                                    SourceState.OFFLINE,
                                    SourceState.ONLINE);
                }
                back.freeze();
                cameras.forEach(id -> run.awaitState(id, SourceState.OFFLINE));
                back.thaw();
                cameras.forEach(id -> run.awaitState(id, SourceState.ONLINE));
                for (String id : cameras) {
                    assertThat(run.topics().states(id))
                            .as(id)
                            .endsWith(
                                    SourceState.ONLINE,
                                    SourceState.STALLED,
                                    SourceState.OFFLINE,
                                    SourceState.ONLINE);
                }
            }
            assertThat(run.topics().states("third"))
                    .containsExactly(SourceState.CONNECTING, SourceState.ONLINE);
            assertWhole(run, "third");
            assertThat(run.restarts()).isZero();
        } finally {
            server.close();
        }
    }

    private static boolean isUndisturbed(CameraRun run, String id) {
        List<Long> numbers = numbers(run.topics().frames(id));
        return run.topics().states(id).equals(List.of(SourceState.CONNECTING, SourceState.ONLINE))
                && numbers.equals(range(0, numbers.size()));
    }

    private static CameraRun run(String name, int parallelism) throws Exception {
        return new CameraRun(kafka.bootstrapServers(), flink, folder, name, parallelism);
    }

    /** Numbers of frames within their recording, by their capture times. */
    private static List<Long> numbers(List<ImageReference> frames) {
        Instant first = frames.get(0).captureTime();
        return frames.stream()
                .map(frame -> Duration.between(first, frame.captureTime()).toMillis())
                .map(millis -> millis / INTERVAL_MILLIS)
                .toList();
    }

    /** Each frame has come once, the first one first. */
    private static void assertWhole(CameraRun run, String id) {
        List<Long> numbers = numbers(run.topics().frames(id));
        assertThat(numbers).as(id).isEqualTo(range(0, numbers.size()));
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    /** Each frame comes one of the steps after the one before. */
    private static void assertSteps(List<ImageReference> frames, Long... steps) {
        assertThat(
                        IntStream.range(1, frames.size())
                                .mapToObj(
                                        i ->
                                                Duration.between(
                                                                frames.get(i - 1).captureTime(),
                                                                frames.get(i).captureTime())
                                                        .toMillis()))
                .isSubsetOf(steps)
                .contains(steps);
    }
}
