package ke.co.datacraft.cv.bridge.settings;

import java.util.List;

/**
 * Limits of what tenants define.
 *
 * @param maxPerTenant most sources of a tenant, and as many zones and rules each
 * @param fileRoots folders that recordings of sources lie in; empty where CameraJob alone knows
 * @param cameraBuckets further buckets of recordings; empty where CameraJob alone knows
 */
public record DefinitionSettings(
        int maxPerTenant, List<String> fileRoots, List<String> cameraBuckets) {

    static final BridgeOption<Integer> MAX_PER_TENANT =
            BridgeOption.number(
                    "CV_MAX_DEFINITIONS_PER_TENANT",
                    10_000,
                    1,
                    1_000_000,
                    "Most sources that a tenant may define, and as many zones and rules each: jobs"
                            + " keep all of them in memory");

    static final BridgeOption<List<String>> FILE_ROOTS =
            BridgeOption.list(
                    "CV_ALLOWED_FILE_ROOTS",
                    List.of(),
                    "Folders that `file:` addresses of sources may lead into, as CameraJob has them;"
                            + " without any, CameraJob alone judges.");

    static final BridgeOption<List<String>> CAMERA_BUCKETS =
            BridgeOption.list(
                    "CV_CAMERA_BUCKETS",
                    List.of(),
                    "Buckets besides `CV_S3_BUCKET` that recordings of sources may lie in, as"
                            + " CameraJob has them; without any, CameraJob alone judges.");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(MAX_PER_TENANT, FILE_ROOTS, CAMERA_BUCKETS);

    static DefinitionSettings read(OptionReader reader) {
        return new DefinitionSettings(
                reader.get(MAX_PER_TENANT), reader.get(FILE_ROOTS), reader.get(CAMERA_BUCKETS));
    }
}
