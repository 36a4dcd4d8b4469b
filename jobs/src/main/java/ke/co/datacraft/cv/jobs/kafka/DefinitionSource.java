package ke.co.datacraft.cv.jobs.kafka;

import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.operators.record.DefinitionRecord;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads the compacted topics of sources, zones and rules from their beginning at every start and
 * restart, so that no state of it can differ from what the topics say. When all that was there at
 * the start has come, it tells so, once. Runs with a parallelism of one.
 */
public final class DefinitionSource
        implements Source<DefinitionRecord, DefinitionSplit, Void>,
                ResultTypeQueryable<DefinitionRecord> {

    private static final long serialVersionUID = 1L;

    private final String servers;
    private final String groupId;
    private final String prefix;
    private final Map<String, String> properties;
    private final boolean bounded;

    /**
     * @param kafka where the topics are
     * @param bounded whether it ends when it has caught up, or follows the changes
     */
    public DefinitionSource(KafkaEndpoints kafka, boolean bounded) {
        this.servers = kafka.bootstrapServers();
        this.groupId = kafka.groupId();
        this.prefix = kafka.topics().prefix();
        this.properties = kafka.properties();
        this.bounded = bounded;
    }

    @Override
    public Boundedness getBoundedness() {
        return bounded ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<DefinitionRecord, DefinitionSplit> createReader(
            SourceReaderContext context) {
        Topics topics = new Topics(prefix);
        KafkaEndpoints kafka = new KafkaEndpoints(servers, groupId, topics, properties);
        return new Reader(
                kafka, List.of(topics.sources(), topics.zones(), topics.rules()), bounded, context);
    }

    @Override
    public SplitEnumerator<DefinitionSplit, Void> createEnumerator(
            SplitEnumeratorContext<DefinitionSplit> context) {
        return new DefinitionEnumerator(context, bounded);
    }

    @Override
    public SplitEnumerator<DefinitionSplit, Void> restoreEnumerator(
            SplitEnumeratorContext<DefinitionSplit> context, Void state) {
        return createEnumerator(context);
    }

    @Override
    public SimpleVersionedSerializer<DefinitionSplit> getSplitSerializer() {
        return new DefinitionSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<Void> getEnumeratorCheckpointSerializer() {
        return new DefinitionSplit.NoState();
    }

    @Override
    public TypeInformation<DefinitionRecord> getProducedType() {
        return ContractTypes.of(DefinitionRecord.class);
    }

    /** Hands records on; has nothing to remember. */
    private static final class Reader
            extends SingleThreadMultiplexSourceReaderBase<
                    DefinitionRecord, DefinitionRecord, DefinitionSplit, DefinitionSplit> {

        Reader(
                KafkaEndpoints kafka,
                List<String> topics,
                boolean bounded,
                SourceReaderContext context) {
            super(
                    () -> new DefinitionReader(kafka, topics, bounded),
                    (record, output, split) -> output.collect(record),
                    context.getConfiguration(),
                    context);
        }

        @Override
        public List<DefinitionSplit> snapshotState(long checkpoint) {
            return List.of();
        }

        @Override
        protected void onSplitFinished(Map<String, DefinitionSplit> finished) {
            // The enumerator has told that there are no more.
        }

        @Override
        protected DefinitionSplit initializedState(DefinitionSplit split) {
            return split;
        }

        @Override
        protected DefinitionSplit toSplitType(String id, DefinitionSplit state) {
            return state;
        }
    }
}
