package ke.co.datacraft.cv.operators.camera;

import java.io.Serializable;
import java.time.Duration;
import ke.co.datacraft.cv.contracts.FrameStore;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionSettings;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.settings.S3Settings;

/**
 * How frames are made ready and kept, where the definition of their source does not say it.
 *
 * @param store where they are
 * @param keep how long, at least
 * @param maxWidth pixels; wider frames are scaled down
 * @param maxHeight pixels; higher frames are scaled down
 * @param jpegQuality 1 to 100
 * @param folder folder of all objects, or null where they are in a bucket
 * @param bucket bucket of all objects
 * @param s3 access to the bucket, or null without one
 * @param redis Redis, or null without one
 * @param encryption encrypts frames at rest, where it has a key
 * @param redaction how that is found which must not be seen in them
 */
public record FrameSettings(
        FrameStore store,
        Duration keep,
        int maxWidth,
        int maxHeight,
        int jpegQuality,
        String folder,
        String bucket,
        S3Settings s3,
        RedisSettings redis,
        EncryptionKeys encryption,
        RedactionSettings redaction)
        implements Serializable {}
