package ke.co.datacraft.cv.operators.record;

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
 */
public record SourceRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte[] key,
        byte[] value,
        String tenant,
        String traceparent) {}
