package ke.co.datacraft.cv.contracts;

/**
 * Where a record was read.
 *
 * @param topic topic name
 * @param partition partition, from 0
 * @param offset offset in the partition, from 0
 */
public record RecordOrigin(String topic, int partition, long offset) {}
