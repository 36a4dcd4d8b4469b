package ke.co.datacraft.cv.operators.record;

import java.util.List;
import ke.co.datacraft.cv.contracts.RecordHeader;

/**
 * A record as the source read it, unparsed.
 *
 * @param topic where it was read
 * @param partition partition, from 0
 * @param offset offset in the partition
 * @param timestamp the record's time, milliseconds since the epoch
 * @param key the record's key, or null
 * @param value the record's value; empty for a tombstone
 * @param tenant header {@code tenant}, or null
 * @param traceparent header {@code traceparent}, or null
 * @param headers all headers in their order, or null for none
 */
public record SourceRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte[] key,
        byte[] value,
        String tenant,
        String traceparent,
        List<RecordHeader> headers) {

    /** A record without other headers. */
    public SourceRecord(
            String topic,
            int partition,
            long offset,
            long timestamp,
            byte[] key,
            byte[] value,
            String tenant,
            String traceparent) {
        this(topic, partition, offset, timestamp, key, value, tenant, traceparent, null);
    }
}
