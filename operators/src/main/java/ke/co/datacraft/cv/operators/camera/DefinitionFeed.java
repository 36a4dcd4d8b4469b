package ke.co.datacraft.cv.operators.camera;

import java.io.Serializable;
import java.util.List;
import ke.co.datacraft.cv.operators.record.SourceRecord;

/** Definitions of sources as they are written, from the first one on. For one thread. */
public interface DefinitionFeed extends AutoCloseable {

    /**
     * What came.
     *
     * @param records in their order; an empty value removes
     * @param caughtUp whether everything has come that was there when the feed was opened
     */
    record Batch(List<SourceRecord> records, boolean caughtUp) {}

    /**
     * Waits for records, about a second at most.
     *
     * @throws Exception when they cannot be had now; the next call tries again where this one began
     */
    Batch poll() throws Exception;

    /** Ends a poll that waits, and the feed; any thread may call it. */
    @Override
    void close();

    /** Opens feeds. */
    @FunctionalInterface
    interface Factory extends Serializable {

        /** A feed that begins with the first record; contacts nothing yet. */
        DefinitionFeed open();
    }
}
