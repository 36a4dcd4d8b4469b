package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.contracts.SourceStatus;
import ke.co.datacraft.cv.inference.video.FrameGrabbers;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.UserCodeClassLoader;

/** A reader in a test's hands, which polls it as a task would. */
final class TestingReader implements AutoCloseable {

    static final Instant BASE = Instant.parse("2026-01-31T12:00:00Z");
    private static final long PATIENCE_SECONDS = 60;

    final List<CameraRecord> records = new ArrayList<>();
    final List<SourceEvent> sent = new ArrayList<>();
    final CameraReader reader;

    TestingReader(TestingGrabbers grabbers, int maxPerSubtask) {
        this(grabbers, maxPerSubtask, null);
    }

    /**
     * @param secret what every secret holds, or null
     */
    TestingReader(TestingGrabbers grabbers, int maxPerSubtask, String secret) {
        this(grabbers, maxPerSubtask, secret, (source, monitor) -> new TestingWork(source));
    }

    TestingReader(
            TestingGrabbers grabbers, int maxPerSubtask, String secret, FrameWork.Factory work) {
        CaptureSettings settings =
                new CaptureSettings(
                        maxPerSubtask,
                        3,
                        240,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(2),
                        new ReconnectPolicy(Duration.ofMillis(1), Duration.ofMillis(10)),
                        Duration.ofHours(1),
                        TestingCameras.NOWHERE,
                        null);
        reader =
                new CameraReader(
                        new Context(),
                        new CaptureTools(
                                settings,
                                new CameraSecrets(null, name -> secret),
                                new FrameGrabbers(List.of(grabbers)),
                                work,
                                new HandOver(),
                                Clock.systemUTC(),
                                seconds -> {},
                                seconds -> {}));
        reader.start();
    }

    /** Takes a frame's address from its time. */
    record TestingWork(SourceDefinition source) implements FrameWork {

        @Override
        public boolean moves(GrabbedFrame frame, Duration time) {
            return true;
        }

        @Override
        public String store(GrabbedFrame frame, Instant captureTime) {
            return "file:///frames/" + source.id() + "/" + captureTime + ".jpg";
        }

        @Override
        public void close() {
            // Owns nothing.
        }
    }

    static CameraSplit split(SourceDefinition source) {
        return CameraSplit.of(TestingCameras.key(source.id()), source, BASE.toEpochMilli());
    }

    void add(SourceDefinition source) {
        reader.addSplits(List.of(split(source)));
    }

    /** Polls until something is so. */
    void until(BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("It never came; there were " + records);
            }
            poll();
        }
    }

    void poll() throws IOException {
        try {
            reader.isAvailable().get(10, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            return;
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
        reader.pollNext(new Output());
    }

    List<ImageReference> frames(String id) {
        return records.stream()
                .map(CameraRecord::frame)
                .filter(frame -> frame != null && frame.sourceId().equals(id))
                .toList();
    }

    /** Numbers of the frames, by their capture times. */
    List<Long> numbers(String id) {
        return frames(id).stream()
                .map(frame -> Duration.between(BASE, frame.captureTime()))
                .map(time -> time.toMillis() / TestingGrabbers.INTERVAL.toMillis())
                .toList();
    }

    List<SourceStatus> statuses(String id) {
        return records.stream()
                .map(CameraRecord::status)
                .filter(status -> status != null && status.sourceId().equals(id))
                .toList();
    }

    List<SourceState> states(String id) {
        return statuses(id).stream().map(SourceStatus::state).toList();
    }

    boolean isIn(String id, SourceState state) {
        List<SourceState> states = states(id);
        return !states.isEmpty() && states.get(states.size() - 1) == state;
    }

    @Override
    public void close() {
        reader.close();
    }

    private final class Output implements ReaderOutput<CameraRecord> {

        @Override
        public void collect(CameraRecord record) {
            records.add(record);
        }

        @Override
        public void collect(CameraRecord record, long timestamp) {
            collect(record);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new AssertionError("Cameras have no watermarks");
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<CameraRecord> createOutputForSplit(String splitId) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {}
    }

    private final class Context implements SourceReaderContext {

        @Override
        public SourceReaderMetricGroup metricGroup() {
            return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
        }

        @Override
        public Configuration getConfiguration() {
            return new Configuration();
        }

        @Override
        public String getLocalHostName() {
            return "localhost";
        }

        @Override
        public int getIndexOfSubtask() {
            return 0;
        }

        @Override
        public void sendSplitRequest() {}

        @Override
        public void sendSourceEventToCoordinator(SourceEvent event) {
            sent.add(event);
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            throw new UnsupportedOperationException();
        }
    }
}
