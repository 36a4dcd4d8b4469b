package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.inference.video.FrameGrabbers;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Sends what capture threads hand over. The task's thread never waits for a camera: it takes what
 * is there, and notes how far a recording was read when its reference is out.
 */
final class CameraReader implements SourceReader<CameraRecord, CameraSplit> {

    private final SourceReaderContext context;
    private final CaptureTools tools;
    private final CapturePool pool;
    private final CameraMetrics metrics;
    private final Map<String, ReadCamera> cameras = new TreeMap<>();
    private final List<GivenBack> givenBack = new ArrayList<>();

    /** Cameras that are no more, until they are closed. */
    private final Map<String, CameraCapture> closing = new TreeMap<>();

    /** A camera as this reader has it. */
    private static final class ReadCamera {
        private CameraSplit split;
        private CameraHealth health;
        private CameraCapture capture;
        private CameraPosition sent;
        private boolean releasing;

        CameraSplit now() {
            return split.at(sent, health.counts());
        }
    }

    /** A camera that was given back; a checkpoint that knows it must be complete first. */
    private static final class GivenBack {
        private final CameraSplit split;
        private long checkpointId = -1;

        GivenBack(CameraSplit split) {
            this.split = split;
        }
    }

    CameraReader(SourceReaderContext context, CaptureTools tools) {
        this.context = context;
        this.tools = tools;
        this.pool = new CapturePool(tools.settings(), tools.handOver());
        this.metrics = new CameraMetrics(context.metricGroup(), tools.clock());
    }

    static CameraReader open(
            SourceReaderContext context, CaptureSettings settings, FrameWork.Factory work) {
        return new CameraReader(
                context,
                new CaptureTools(
                        settings,
                        new CameraSecrets(settings.secretsPath(), System::getenv),
                        FrameGrabbers.load(context.getUserCodeClassLoader().asClassLoader()),
                        work,
                        new HandOver(),
                        Clock.systemUTC(),
                        CameraMetrics.seconds(
                                context.metricGroup(), MetricNames.SOURCE_STORE_SECONDS),
                        CameraMetrics.seconds(
                                context.metricGroup(), MetricNames.REDACTION_SECONDS)));
    }

    @Override
    public void start() {
        pool.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<CameraRecord> output) throws IOException {
        if (tools.handOver().takeSignal()) {
            giveBack();
            tellClosed();
        }
        CameraRecord message = tools.handOver().pollMessage();
        if (message != null) {
            output.collect(message);
        } else {
            sendFrame(output);
        }
        return tools.handOver().isEmpty()
                ? InputStatus.NOTHING_AVAILABLE
                : InputStatus.MORE_AVAILABLE;
    }

    private void sendFrame(ReaderOutput<CameraRecord> output) {
        HandOver.Frame frame = tools.handOver().pollFrame();
        if (frame == null) {
            return;
        }
        ReadCamera camera = cameras.get(frame.capture().split().key());
        // One of a capture that is over is read again where every frame counts.
        if (camera != null && camera.capture == frame.capture() && !camera.releasing) {
            output.collect(CameraRecord.of(frame.reference()));
            camera.sent = frame.position();
            camera.health.frameSent();
        }
        frame.permits().release();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return tools.handOver().available();
    }

    @Override
    public List<CameraSplit> snapshotState(long checkpointId) {
        List<CameraSplit> splits = new ArrayList<>();
        cameras.values().forEach(camera -> splits.add(camera.now()));
        for (GivenBack camera : givenBack) {
            camera.checkpointId = camera.checkpointId < 0 ? checkpointId : camera.checkpointId;
            splits.add(camera.split);
        }
        return splits;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        givenBack.removeIf(
                camera -> camera.checkpointId >= 0 && camera.checkpointId <= checkpointId);
    }

    @Override
    public void addSplits(List<CameraSplit> splits) {
        for (CameraSplit split : splits) {
            givenBack.removeIf(camera -> camera.split.key().equals(split.key()));
            ReadCamera camera = new ReadCamera();
            cameras.put(split.key(), camera);
            begin(camera, split, null, null);
            metrics.show(split, camera.health);
        }
    }

    private void begin(
            ReadCamera camera, CameraSplit split, CameraCapture predecessor, CameraHealth earlier) {
        camera.split = split;
        camera.sent = split.position();
        camera.health =
                new CameraHealth(
                        split,
                        tools.clock(),
                        status -> tools.handOver().message(CameraRecord.of(status)));
        if (earlier != null) {
            camera.health.follow(earlier);
        }
        camera.capture = new CameraCapture(split, camera.health, tools);
        if (split.source().enabled()) {
            pool.submit(camera.capture, predecessor);
        } else {
            camera.capture.stop();
            camera.health.enter(SourceState.DISABLED, "paused by its definition");
        }
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        try {
            if (event instanceof CameraEvent.Release release) {
                release(release.key());
            } else if (event instanceof CameraEvent.Changed changed) {
                change(changed.read());
            } else if (event instanceof CameraEvent.Removed removed) {
                remove(removed.key());
            } else if (event instanceof CameraEvent.Gone gone) {
                tools.handOver().message(CameraRecord.removed(gone.key()));
            } else if (event instanceof CameraEvent.Refused refused) {
                refuse(refused);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void release(String key) {
        ReadCamera camera = cameras.get(key);
        if (camera != null) {
            camera.releasing = true;
            camera.health.silence();
            camera.capture.stop();
            tools.handOver().signal();
        }
    }

    private void change(CameraSplit changed) {
        ReadCamera camera = cameras.get(changed.key());
        if (camera == null || camera.releasing) {
            return;
        }
        CameraCapture old = camera.capture;
        camera.health.silence();
        old.stop();
        begin(
                camera,
                camera.now().redefined(changed.source(), changed.baseTimeMillis()),
                old,
                camera.health);
        metrics.show(camera.split, camera.health);
    }

    private void remove(String key) {
        ReadCamera camera = cameras.remove(key);
        if (camera == null) {
            // It was given back while this was on its way.
            context.sendSourceEventToCoordinator(new CameraEvent.Closed(key));
        } else {
            camera.health.silence();
            camera.capture.stop();
            metrics.drop(key);
            closing.put(key, camera.capture);
            tools.handOver().signal();
        }
        tools.handOver().message(CameraRecord.removed(key));
    }

    /** Tells the enumerator of cameras that are no more and closed by now. */
    private void tellClosed() {
        List<String> closed =
                closing.entrySet().stream()
                        .filter(camera -> camera.getValue().hasEnded())
                        .map(Map.Entry::getKey)
                        .toList();
        for (String key : closed) {
            closing.remove(key);
            context.sendSourceEventToCoordinator(new CameraEvent.Closed(key));
        }
    }

    private void refuse(CameraEvent.Refused refused) throws IOException {
        tools.handOver().message(CameraRecord.of(refused.readLetter()));
        if (refused.readStatus() != null) {
            tools.handOver().message(CameraRecord.of(refused.readStatus()));
        }
    }

    /** Tells the enumerator of cameras that are closed by now. */
    private void giveBack() throws IOException {
        List<ReadCamera> closed =
                cameras.values().stream()
                        .filter(camera -> camera.releasing && camera.capture.hasEnded())
                        .toList();
        for (ReadCamera camera : closed) {
            CameraSplit split = camera.now();
            cameras.remove(split.key());
            metrics.drop(split.key());
            givenBack.add(new GivenBack(split));
            context.sendSourceEventToCoordinator(CameraEvent.Released.of(split));
        }
    }

    @Override
    public void notifyNoMoreSplits() {
        // There may always be more.
    }

    @Override
    public void close() {
        pool.close();
        metrics.close();
        tools.work().close();
    }
}
