package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.contracts.SourceStatus;
import ke.co.datacraft.cv.contracts.SourceValidator;
import ke.co.datacraft.cv.operators.admission.DeadLetters;
import ke.co.datacraft.cv.operators.camera.DefinedCamera.Place;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the definitions of cameras and gives each to one reader. Nothing in a definition, and no
 * broker that is away, can make it fail.
 *
 * <p>A camera goes to another reader only after the first has closed it and told how far it was
 * read; after a failure, only once the reader that had it is back and has told the same.
 */
final class CameraEnumerator implements SplitEnumerator<CameraSplit, CameraEnumeratorState> {

    private static final Logger LOG = LoggerFactory.getLogger(CameraEnumerator.class);

    private final SplitEnumeratorContext<CameraSplit> context;
    private final DefinitionFeed feed;
    private final Clock clock;
    private final CameraRegistry registry = new CameraRegistry();
    private final Queue<CameraEvent> news = new ArrayDeque<>();
    private boolean started;
    private boolean failing;

    CameraEnumerator(
            SplitEnumeratorContext<CameraSplit> context,
            DefinitionFeed feed,
            CameraEnumeratorState state,
            Clock clock) {
        this.context = context;
        this.feed = feed;
        this.clock = clock;
        registry.adopt(state.cameras());
    }

    @Override
    public void start() {
        context.callAsync(feed::poll, this::received);
    }

    @Override
    public void handleSplitRequest(int reader, String host) {
        // Cameras are given out unasked.
    }

    @Override
    public void addReader(int reader) {
        tellGone(
                registry.registered(
                        reader,
                        context.registeredReaders().get(reader).getReportedSplitsOnRegistration()));
        distribute();
    }

    @Override
    public void addSplitsBack(List<CameraSplit> splits, int reader) {
        registry.lost(reader);
        registry.adopt(splits);
    }

    @Override
    public void handleSourceEvent(int reader, SourceEvent event) {
        if (event instanceof CameraEvent.Released released) {
            try {
                registry.released(reader, released.read());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            distribute();
        } else if (event instanceof CameraEvent.Closed closed) {
            registry.closed(reader, closed.key());
            distribute();
        }
    }

    private void tellGone(Collection<String> keys) {
        keys.forEach(key -> news.add(new CameraEvent.Gone(key)));
    }

    @Override
    public CameraEnumeratorState snapshotState(long checkpointId) {
        return registry.state();
    }

    @Override
    public void close() {
        feed.close();
    }

    private void received(DefinitionFeed.Batch batch, Throwable error) {
        if (error == null) {
            failing = false;
            batch.records().forEach(this::apply);
            if (batch.caughtUp() && !registry.isCaughtUp()) {
                tellGone(registry.caughtUp());
            }
            distribute();
        } else if (!failing) {
            failing = true;
            LOG.warn("Definitions of sources cannot be read now; cameras run on", error);
        }
        context.callAsync(feed::poll, this::received);
    }

    private void apply(SourceRecord record) {
        String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (record.value() == null || record.value().length == 0) {
                DefinitionKeys.parse(key);
                remove(key);
                return;
            }
            SourceDefinition source = ContractCodec.read(record.value(), SourceDefinition.class);
            SourceValidator.validate(key, source);
            if (registry.define(key, source, record.timestamp())) {
                DefinedCamera camera = registry.get(key);
                send(camera.owner(), CameraEvent.Changed.of(camera.split()));
            }
        } catch (ContractException e) {
            refuse(key, record, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(String key) {
        DefinedCamera camera = registry.remove(key);
        if (camera == null) {
            return;
        }
        switch (camera.place()) {
            case FREE -> news.add(new CameraEvent.Gone(key));
            case OWNED, RELEASING -> send(camera.owner(), new CameraEvent.Removed(key));
            case LOST -> {
                // It is told when the reader is back.
            }
        }
    }

    /** A source that has a definition keeps it. */
    private void refuse(String key, SourceRecord record, ContractException e) {
        LOG.warn(
                "Definition of a source at {}-{}, offset {} is refused: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                e.getMessage());
        SourceStatus status = null;
        Instant now = clock.instant();
        try {
            DefinitionKeys.Parts parts = DefinitionKeys.parse(key);
            if (registry.get(key) == null) {
                status =
                        new SourceStatus(
                                ContractCodec.SCHEMA_VERSION,
                                parts.tenantId(),
                                parts.id(),
                                SourceState.DISABLED,
                                "definition is refused: " + e.getMessage(),
                                now,
                                null,
                                null,
                                null,
                                null,
                                0,
                                0,
                                0,
                                0,
                                0,
                                now);
            }
        } catch (ContractException noKey) {
            LOG.debug("The record has no proper key either", noKey);
        }
        news.add(
                CameraEvent.Refused.of(
                        DeadLetters.of(
                                record,
                                new Failure(e.reason(), e.getMessage()),
                                now.toEpochMilli()),
                        status));
    }

    private void distribute() {
        NavigableSet<Integer> readers = new TreeSet<>(context.registeredReaders().keySet());
        // At first all readers have to tell what they know, or a camera could be read twice.
        started |= registry.isCaughtUp() && readers.size() == context.currentParallelism();
        if (!started || readers.isEmpty()) {
            return;
        }
        while (!news.isEmpty()) {
            send(readers.first(), news.remove());
        }
        CameraAssignment.Plan plan = registry.plan(readers);
        Map<Integer, List<CameraSplit>> assignment = new HashMap<>();
        plan.assign()
                .forEach(
                        (key, reader) -> {
                            DefinedCamera camera = registry.get(key);
                            camera.move(Place.OWNED, reader);
                            assignment
                                    .computeIfAbsent(reader, any -> new ArrayList<>())
                                    .add(camera.split());
                        });
        if (!assignment.isEmpty()) {
            context.assignSplits(new SplitsAssignment<>(assignment));
        }
        plan.release()
                .forEach(
                        (key, reader) -> {
                            registry.get(key).move(Place.RELEASING, reader);
                            send(reader, new CameraEvent.Release(key));
                        });
    }

    /** A reader that is away gets its cameras, as they are then, when it is back. */
    private void send(int reader, CameraEvent event) {
        if (context.registeredReaders().containsKey(reader)) {
            context.sendEventToSourceReader(reader, event);
        }
    }
}
