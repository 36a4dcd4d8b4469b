package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How frames that show events best are kept.
 *
 * @param folder folder of all objects, or null where they are in a bucket
 * @param bucket bucket of all objects
 * @param s3 access to the bucket, or null where they are in a folder
 * @param redis where frames may be, too, or null
 * @param maxBytes largest frame as it is stored
 * @param threads copies that a subtask makes at once
 * @param maxWaiting frames of a subtask that wait to be copied; with more, analytics waits
 * @param timeout how long a copy is tried while a store is away
 */
public record EvidenceSettings(
        String folder,
        String bucket,
        S3Settings s3,
        RedisSettings redis,
        long maxBytes,
        int threads,
        int maxWaiting,
        Duration timeout)
        implements Serializable {}
