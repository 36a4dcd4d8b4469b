package ke.co.datacraft.cv.operators.camera;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** An enumerator in a test's hands, which tells it what readers and Kafka would. */
final class TestingEnumerator implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    /** What a reader was told, or was given. */
    record Told(int reader, Object what) {}

    final List<Told> told = new ArrayList<>();
    final CameraEnumerator enumerator;
    private final int parallelism;
    private final Map<Integer, ReaderInfo> readers = new TreeMap<>();
    private final Queue<Runnable> calls = new ArrayDeque<>();
    private final Queue<Callable<DefinitionFeed.Batch>> batches = new ArrayDeque<>();
    private long offset;

    TestingEnumerator(int parallelism, CameraSplit... restored) {
        this.parallelism = parallelism;
        this.enumerator =
                new CameraEnumerator(
                        new Context(),
                        new Feed(),
                        new CameraEnumeratorState(List.of(restored)),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        enumerator.start();
    }

    /** All readers are there and know nothing; all definitions were read, and there are none. */
    static TestingEnumerator started(int parallelism) {
        TestingEnumerator testing = new TestingEnumerator(parallelism);
        for (int reader = 0; reader < parallelism; reader++) {
            testing.register(reader);
        }
        testing.receive(true);
        return testing;
    }

    void register(int reader, CameraSplit... reports) {
        readers.put(reader, ReaderInfo.createReaderInfo(reader, "here", List.of(reports)));
        enumerator.addReader(reader);
    }

    /** A reader fails and gives back what it got since its last checkpoint. */
    void fail(int reader, CameraSplit... since) {
        readers.remove(reader);
        enumerator.addSplitsBack(List.of(since), reader);
    }

    void receive(boolean caughtUp, SourceRecord... records) {
        batches.add(() -> new DefinitionFeed.Batch(List.of(records), caughtUp));
        poll();
    }

    void breakDown(Exception failure) {
        batches.add(
                () -> {
                    throw failure;
                });
        poll();
    }

    private void poll() {
        calls.remove().run();
    }

    SourceRecord definition(SourceDefinition source, long timestamp) {
        return record(TestingCameras.key(source.id()), ContractCodec.toBytes(source), timestamp);
    }

    SourceRecord tombstone(String id) {
        return record(TestingCameras.key(id), new byte[0], 0);
    }

    SourceRecord record(String key, byte[] value, long timestamp) {
        return new SourceRecord(
                "cv.sources",
                0,
                offset++,
                timestamp,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value,
                null,
                null);
    }

    /** Which reader was given the camera last, and as what. */
    Told lastAssigned(String id) {
        return told.stream()
                .filter(
                        t ->
                                t.what() instanceof CameraSplit split
                                        && split.key().equals(TestingCameras.key(id)))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    List<Object> toldTo(int reader) {
        return told.stream().filter(t -> t.reader() == reader).map(Told::what).toList();
    }

    @Override
    public void close() {
        enumerator.close();
    }

    private final class Feed implements DefinitionFeed {

        @Override
        public Batch poll() throws Exception {
            return batches.remove().call();
        }

        @Override
        public void close() {}
    }

    private final class Context implements SplitEnumeratorContext<CameraSplit> {

        @Override
        public SplitEnumeratorMetricGroup metricGroup() {
            return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
        }

        @Override
        public void sendEventToSourceReader(int reader, SourceEvent event) {
            told.add(new Told(reader, event));
        }

        @Override
        public int currentParallelism() {
            return parallelism;
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return readers;
        }

        @Override
        public void assignSplits(SplitsAssignment<CameraSplit> assignment) {
            assignment
                    .assignment()
                    .forEach(
                            (reader, splits) ->
                                    splits.forEach(split -> told.add(new Told(reader, split))));
        }

        @Override
        public void signalNoMoreSplits(int reader) {
            throw new AssertionError("There may always be more");
        }

        @Override
        public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler) {
            calls.add(
                    () -> {
                        T result;
                        try {
                            result = call.call();
                        } catch (Exception e) {
                            handler.accept(null, e);
                            return;
                        }
                        handler.accept(result, null);
                    });
        }

        @Override
        public <T> void callAsync(
                Callable<T> call, BiConsumer<T, Throwable> handler, long delay, long period) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void runInCoordinatorThread(Runnable task) {
            task.run();
        }
    }
}
