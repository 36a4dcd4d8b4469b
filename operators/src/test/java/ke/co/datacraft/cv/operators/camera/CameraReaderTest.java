package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import ke.co.datacraft.cv.contracts.FlowPolicy;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.contracts.SourceStatus;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CameraReaderTest {

    private final TestingGrabbers grabbers = new TestingGrabbers();
    private TestingReader reader;

    @BeforeEach
    void open() {
        reader = new TestingReader(grabbers, 10);
    }

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void aRecordingIsSentWholeAndItsEndIsTold() throws Exception {
        SourceDefinition film = TestingCameras.film("a");
        grabbers.film(film.uri()).frames = 20;

        reader.add(film);
        reader.until(
                () -> reader.isIn("a", SourceState.OFFLINE) && reader.frames("a").size() == 20);

        assertThat(reader.numbers("a")).isEqualTo(upTo(20));
        assertThat(reader.states("a"))
                .containsExactly(SourceState.CONNECTING, SourceState.ONLINE, SourceState.OFFLINE);
        assertThat(last("a").reason()).isEqualTo("end of recording");
    }

    @Test
    void anotherReaderGoesOnAfterTheLastFrameThatWasSentWithTheSameIds() throws Exception {
        SourceDefinition film = TestingCameras.film("a");
        grabbers.film(film.uri()).frames = 40;
        reader.add(film);
        reader.until(() -> reader.frames("a").size() == 40);
        List<CameraSplit> whole = reader.reader.snapshotState(1);
        assertThat(whole.get(0).position().nextFrame()).isEqualTo(40);

        try (TestingReader first = new TestingReader(grabbers, 10);
                TestingReader second = new TestingReader(grabbers, 10)) {
            first.add(film);
            first.until(() -> first.frames("a").size() == 13);
            List<CameraSplit> state = first.reader.snapshotState(1);
            second.reader.addSplits(state);
            second.until(() -> second.frames("a").size() == 27);

            assertThat(second.frames("a").get(0).captureTime())
                    .isEqualTo(TestingReader.BASE.plus(TestingGrabbers.INTERVAL.multipliedBy(13)));
            List<java.util.UUID> ids = ids(first.frames("a"));
            ids.addAll(ids(second.frames("a")));
            assertThat(ids).isEqualTo(ids(reader.frames("a")));
        }
    }

    @Test
    void aLoopGoesOnInTimeAndIsResumedWhereItWas() throws Exception {
        SourceDefinition film = TestingCameras.film("a", true, true, "seed=2");
        grabbers.film(film.uri()).frames = 5;

        reader.add(film);
        reader.until(() -> reader.frames("a").size() == 15);
        assertThat(reader.numbers("a")).isEqualTo(upTo(15));

        try (TestingReader second = new TestingReader(grabbers, 10)) {
            second.reader.addSplits(reader.reader.snapshotState(1));
            second.until(() -> second.frames("a").size() == 8);
            assertThat(second.numbers("a")).isEqualTo(LongStream.range(15, 23).boxed().toList());
        }
    }

    @Test
    void withGuaranteeTheSourceWaitsForTheReader() throws Exception {
        SourceDefinition film = TestingCameras.film("a");
        reader.add(film);
        reader.until(() -> reader.isIn("a", SourceState.ONLINE));
        CameraSplit before = reader.reader.snapshotState(1).get(0);

        reader.until(() -> reader.frames("a").size() == 100);

        CameraSplit after = reader.reader.snapshotState(2).get(0);
        assertThat(reader.numbers("a")).isEqualTo(upTo(100));
        assertThat(after.counts().read() - after.counts().sent())
                .as("frames that wait, and the one that is read")
                .isBetween(0L, 5L);
        assertThat(before.counts().read() - before.counts().sent()).isBetween(0L, 5L);
        assertThat(after.counts().dropped()).isZero();
    }

    @Test
    void withLatestASlowReaderMakesTheSourceDropFramesAndCountThem() throws Exception {
        SourceDefinition live = TestingCameras.live("a", FlowPolicy.LATEST);
        reader.add(live);
        reader.until(() -> reader.isIn("a", SourceState.ONLINE));
        CameraSplit before = reader.reader.snapshotState(1).get(0);

        // Nobody polls; the source goes on reading.
        long enough = before.counts().dropped() + 1000;
        while (reader.reader.snapshotState(1).get(0).counts().dropped() < enough) {
            Thread.onSpinWait();
        }

        CameraCounts counts = reader.reader.snapshotState(2).get(0).counts();
        assertThat(counts.read()).isGreaterThanOrEqualTo(before.counts().read() + 1000);
        assertThat(counts.read()).isGreaterThanOrEqualTo(counts.sent() + counts.dropped());
    }

    /** All 20 frames of two seconds are there at once, as in a piece of a playlist. */
    @Test
    void framesOfAPlaylistAreNotStaleAsTheyComeInPieces() throws Exception {
        SourceDefinition playlist = TestingCameras.at(SourceKind.HLS, "http://localhost/live.m3u8");
        grabbers.film(playlist.uri()).frames = 20;

        reader.add(playlist);
        reader.until(() -> reader.isIn("a", SourceState.OFFLINE));

        assertThat(last("a").framesDropped()).isZero();
        reader.until(() -> reader.frames("a").size() == 20);
    }

    @Test
    void aLostConnectionIsOpenedAgainAndOthersDoNotNotice() throws Exception {
        SourceDefinition lost = TestingCameras.live("lost", FlowPolicy.GUARANTEE);
        SourceDefinition other = TestingCameras.film("other");
        TestingGrabbers.Film film = grabbers.film(lost.uri());
        film.failAt = 5;
        reader.add(lost);
        reader.add(other);

        reader.until(() -> reader.states("lost").contains(SourceState.ONLINE));
        film.refusal = "connection refused";
        reader.until(() -> reader.isIn("lost", SourceState.OFFLINE));
        assertThat(last("lost").reason()).isEqualTo("connection refused");
        int sent = reader.frames("other").size();
        reader.until(() -> reader.frames("other").size() > sent + 10);
        film.refusal = null;
        reader.until(() -> reader.isIn("lost", SourceState.ONLINE));

        assertThat(last("lost").reconnects()).isPositive();
        assertThat(reader.states("other"))
                .containsExactly(SourceState.CONNECTING, SourceState.ONLINE);
        assertThat(reader.numbers("other")).isEqualTo(upTo(reader.frames("other").size()));
    }

    @Test
    void aSilentStreamIsStalledAndOpenedAgain() throws Exception {
        SourceDefinition live = TestingCameras.impatient("a");
        grabbers.film(live.uri()).hangAt = 3;

        reader.add(live);
        reader.until(
                () ->
                        reader.states("a").contains(SourceState.STALLED)
                                && reader.isIn("a", SourceState.ONLINE));

        assertThat(grabbers.film(live.uri()).hangAt).as("it was silent").isNegative();
        assertThat(grabbers.film(live.uri()).opened).hasValueGreaterThan(1);
    }

    @Test
    void aThreadThatHangsForGoodIsLeftBehind() throws Exception {
        SourceDefinition live = TestingCameras.impatient("a");
        TestingGrabbers.Film film = grabbers.film(live.uri());
        film.deaf = true;
        film.hangAt = 3;

        reader.add(live);
        reader.until(() -> film.opened.get() > 1 && reader.isIn("a", SourceState.ONLINE));

        int sent = reader.frames("a").size();
        reader.until(() -> reader.frames("a").size() > sent + 10);
        film.shut.countDown();
    }

    @Test
    void pauseAndChangeStopTheOldCaptureBeforeTheNewOneBegins() throws Exception {
        SourceDefinition film = TestingCameras.film("a");
        reader.add(film);
        reader.until(() -> reader.frames("a").size() > 10);

        change(TestingCameras.film("a", false, false, "seed=1"));
        reader.until(() -> reader.isIn("a", SourceState.DISABLED));
        SourceStatus paused = reader.statuses("a").get(reader.statuses("a").size() - 1);
        assertThat(paused.lastFrameUri()).isNotNull();
        assertThat(paused.lastFrameTime()).isNotNull();
        reader.until(() -> grabbers.film(film.uri()).open.get() == 0);
        int sent = reader.frames("a").size();
        change(film);
        reader.until(() -> reader.frames("a").size() > sent + 10);

        assertThat(grabbers.film(film.uri()).mostOpen).hasValue(1);
        assertThat(reader.numbers("a")).isEqualTo(upTo(reader.frames("a").size()));
    }

    @Test
    void aRemovedCameraIsClosedAndOutOfState() throws Exception {
        SourceDefinition film = TestingCameras.film("a");
        reader.add(film);
        reader.until(() -> reader.frames("a").size() > 10);

        reader.reader.handleSourceEvents(new CameraEvent.Removed(TestingCameras.key("a")));
        reader.until(() -> grabbers.film(film.uri()).open.get() == 0);
        reader.until(
                () ->
                        reader.records.stream()
                                .anyMatch(r -> TestingCameras.key("a").equals(r.removed())));

        assertThat(reader.reader.snapshotState(1)).isEmpty();
        reader.until(() -> !reader.sent.isEmpty());
        assertThat(reader.sent).containsExactly(new CameraEvent.Closed(TestingCameras.key("a")));
    }

    @Test
    void aRemovedCameraIsNotCalledClosedWhileItsThreadHangs() throws Exception {
        SourceDefinition live = TestingCameras.live("a", FlowPolicy.GUARANTEE);
        TestingGrabbers.Film film = grabbers.film(live.uri());
        film.deaf = true;
        film.hangAt = 3;
        reader.add(live);
        reader.until(() -> reader.frames("a").size() == 3 && film.hangAt < 0);

        reader.reader.handleSourceEvents(new CameraEvent.Removed(TestingCameras.key("a")));
        reader.until(() -> reader.records.get(reader.records.size() - 1).removed() != null);
        assertThat(reader.sent).isEmpty();
        film.shut.countDown();
        reader.until(() -> !reader.sent.isEmpty());

        assertThat(reader.sent).containsExactly(new CameraEvent.Closed(TestingCameras.key("a")));
        assertThat(reader.records.get(reader.records.size() - 1).removed())
                .as("nothing is told of it afterwards")
                .isNotNull();
    }

    @Test
    void whatIsReadByHttpGoesThroughARelayThatEndsWithIt() throws Exception {
        SourceDefinition camera =
                TestingCameras.at(SourceKind.HTTP_MJPEG, "http://127.0.0.1/stream");
        reader.add(camera);
        reader.until(() -> reader.isIn("a", SourceState.ONLINE));
        URI relay = URI.create(grabbers.film(camera.uri()).proxy);
        new Socket(relay.getHost(), relay.getPort()).close();

        reader.reader.handleSourceEvents(new CameraEvent.Removed(TestingCameras.key("a")));
        reader.until(() -> !reader.sent.isEmpty());
        assertThatThrownBy(() -> new Socket(relay.getHost(), relay.getPort()))
                .isInstanceOf(ConnectException.class);

        SourceDefinition other = TestingCameras.live("b", FlowPolicy.LATEST);
        reader.add(other);
        reader.until(() -> reader.isIn("b", SourceState.ONLINE));
        assertThat(grabbers.film(other.uri()).proxy).isNull();
    }

    @Test
    void aRemovalOfWhatWasJustGivenBackIsAnswered() throws Exception {
        reader.reader.handleSourceEvents(new CameraEvent.Removed(TestingCameras.key("a")));

        assertThat(reader.sent).containsExactly(new CameraEvent.Closed(TestingCameras.key("a")));
    }

    @Test
    void aDecoderThatCrashesIsTriedAgain() throws Exception {
        SourceDefinition live = TestingCameras.live("a", FlowPolicy.GUARANTEE);
        TestingGrabbers.Film film = grabbers.film(live.uri());
        film.crash = new IllegalStateException("no such stream");

        reader.add(live);
        reader.until(() -> reader.isIn("a", SourceState.OFFLINE));
        assertThat(last("a").reason())
                .isEqualTo("capture failed: java.lang.IllegalStateException: no such stream");
        film.crash = null;

        reader.until(() -> reader.isIn("a", SourceState.ONLINE));
    }

    @Test
    void aCameraIsGivenBackOnceItIsClosedAndStaysInStateUntilTheNextCheckpoint() throws Exception {
        SourceDefinition film = TestingCameras.film("a");
        reader.add(film);
        reader.until(() -> reader.frames("a").size() > 10);

        reader.reader.handleSourceEvents(new CameraEvent.Release(TestingCameras.key("a")));
        reader.until(() -> !reader.sent.isEmpty());

        CameraSplit given = ((CameraEvent.Released) reader.sent.get(0)).read();
        assertThat(grabbers.film(film.uri()).open).hasValue(0);
        assertThat(given.position().nextFrame()).isEqualTo(reader.frames("a").size());
        assertThat(reader.reader.snapshotState(7)).containsExactly(given);
        reader.reader.notifyCheckpointComplete(7);
        assertThat(reader.reader.snapshotState(8)).isEmpty();
    }

    @Test
    void moreCamerasThanThreadsWaitAndSayWhy() throws Exception {
        try (TestingReader small = new TestingReader(grabbers, 1)) {
            grabbers.film("simulator://crossing?seed=1").frames = 1000;
            small.add(TestingCameras.film("a", true, false, "seed=1"));
            small.add(TestingCameras.film("b", true, false, "seed=2"));

            small.until(() -> !small.statuses("b").isEmpty());
            assertThat(small.statuses("b").get(0).reason()).contains("CV_CAMERA_MAX_PER_SUBTASK");
            small.until(() -> small.frames("b").size() > 10);
            assertThat(small.frames("a")).hasSize(1000);
        }
    }

    /** A source must outlive more failures than it has permits. */
    @Test
    void aFrameThatCannotBeRedactedIsNotSentAndReadAgainUntilItCan() throws Exception {
        SourceDefinition film = TestingCameras.film("a");
        grabbers.film(film.uri()).frames = 8;
        AtomicInteger failures = new AtomicInteger(20);
        try (TestingReader failing =
                new TestingReader(
                        grabbers, 1, null, (source, monitor) -> failing(source, failures))) {
            failing.add(film);
            failing.until(() -> failing.frames("a").size() == 8);

            assertThat(failing.numbers("a")).isEqualTo(upTo(8));
            assertThat(failing.statuses("a"))
                    .filteredOn(status -> status.state() == SourceState.OFFLINE)
                    .filteredOn(status -> !"end of recording".equals(status.reason()))
                    .hasSize(20)
                    .allSatisfy(
                            status ->
                                    assertThat(status.reason())
                                            .isEqualTo(
                                                    "a frame is not stored, as it cannot be"
                                                            + " redacted: out of memory"));
        }
    }

    private static FrameWork failing(SourceDefinition source, AtomicInteger failures) {
        TestingReader.TestingWork work = new TestingReader.TestingWork(source);
        return new FrameWork() {
            @Override
            public boolean moves(GrabbedFrame frame, Duration time) {
                return work.moves(frame, time);
            }

            @Override
            public String store(GrabbedFrame frame, Instant time) throws RedactionException {
                boolean fourth = time.equals(TestingReader.BASE.plusMillis(300));
                if (fourth && failures.getAndDecrement() > 0) {
                    throw new RedactionException(new IllegalStateException("out of memory"));
                }
                return work.store(frame, time);
            }

            @Override
            public void close() {
                work.close();
            }
        };
    }

    private void change(SourceDefinition source) throws Exception {
        reader.reader.handleSourceEvents(CameraEvent.Changed.of(TestingReader.split(source)));
    }

    private SourceStatus last(String id) {
        List<SourceStatus> statuses = reader.statuses(id);
        return statuses.get(statuses.size() - 1);
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }

    private static List<java.util.UUID> ids(
            List<ke.co.datacraft.cv.contracts.ImageReference> frames) {
        return new java.util.ArrayList<>(frames.stream().map(frame -> frame.imageId()).toList());
    }
}
