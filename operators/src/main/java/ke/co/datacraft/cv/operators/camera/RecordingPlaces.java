package ke.co.datacraft.cv.operators.camera;

import java.io.Serializable;
import java.util.List;
import ke.co.datacraft.cv.operators.settings.S3Settings;

/**
 * Where recordings may lie.
 *
 * @param folders folders for {@code file:}
 * @param storage folder of all tenants' objects, or null where they are in a bucket
 * @param bucket bucket of all tenants' objects, of which each may read its own
 * @param buckets further buckets
 * @param s3 access to buckets, or null without one
 */
public record RecordingPlaces(
        List<String> folders, String storage, String bucket, List<String> buckets, S3Settings s3)
        implements Serializable {

    /** Copies the lists. */
    public RecordingPlaces {
        folders = List.copyOf(folders);
        buckets = List.copyOf(buckets);
    }
}
