package ke.co.datacraft.cv.jobs.kafka;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Has the first reader read everything, each time that it starts. */
final class DefinitionEnumerator implements SplitEnumerator<DefinitionSplit, Void> {

    private final SplitEnumeratorContext<DefinitionSplit> context;
    private final boolean bounded;

    DefinitionEnumerator(SplitEnumeratorContext<DefinitionSplit> context, boolean bounded) {
        this.context = context;
        this.bounded = bounded;
    }

    @Override
    public void start() {
        // Readers register on their own.
    }

    @Override
    public void addReader(int subtask) {
        if (subtask == 0) {
            context.assignSplit(DefinitionSplit.ALL, subtask);
        }
        if (bounded || subtask != 0) {
            context.signalNoMoreSplits(subtask);
        }
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        // It has its split from its registration.
    }

    /** A reader that starts again registers again and gets its split then. */
    @Override
    public void addSplitsBack(List<DefinitionSplit> splits, int subtask) {
        // See above.
    }

    @Override
    public Void snapshotState(long checkpoint) {
        return null;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
