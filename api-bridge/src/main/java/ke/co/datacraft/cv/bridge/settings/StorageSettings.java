package ke.co.datacraft.cv.bridge.settings;

import java.net.URI;
import java.util.List;

/**
 * Where uploaded files are kept.
 *
 * @param backend S3 or a folder
 * @param path the folder
 * @param bucket the bucket
 * @param region region of the bucket, or null
 * @param endpoint URL of a server that speaks like S3; null for AWS
 * @param accessKeyId as whom; null for the default chain of credentials
 * @param secretAccessKey its secret
 * @param maxPartBuffers large uploads to S3 at once, each with 5 MiB of memory
 */
public record StorageSettings(
        Backend backend,
        String path,
        String bucket,
        String region,
        String endpoint,
        String accessKeyId,
        String secretAccessKey,
        int maxPartBuffers) {

    /** Kinds of storage. */
    public enum Backend {
        /** A bucket. */
        S3,
        /** A folder. */
        FILESYSTEM
    }

    static final BridgeOption<String> BACKEND =
            BridgeOption.choice(
                    "CV_STORAGE_BACKEND",
                    "s3",
                    List.of("s3", "filesystem"),
                    "Where uploads are kept: in the bucket, or in the folder `CV_STORAGE_PATH`.");

    static final BridgeOption<String> PATH =
            BridgeOption.text(
                    "CV_STORAGE_PATH",
                    "data/uploads",
                    "Folder of uploads; VisionJob needs it under `CV_ALLOWED_FILE_ROOTS`.");

    static final BridgeOption<String> BUCKET =
            BridgeOption.text(
                    "CV_S3_BUCKET", "computer-vision-files", "Bucket of uploads; it must exist.");

    static final BridgeOption<String> REGION =
            BridgeOption.text("CV_S3_REGION", null, "Region of the bucket.");

    static final BridgeOption<String> ENDPOINT =
            new BridgeOption<>(
                    "CV_S3_ENDPOINT_URL",
                    "text",
                    null,
                    "URL of an S3-compatible server; absent for AWS.",
                    false,
                    StorageSettings::url);

    static final BridgeOption<String> ACCESS_KEY_ID =
            BridgeOption.text(
                    "CV_S3_ACCESS_KEY_ID",
                    null,
                    "Key id; absent for the default chain of credentials.");

    static final BridgeOption<String> SECRET_ACCESS_KEY =
            BridgeOption.secret("CV_S3_SECRET_ACCESS_KEY", "Secret that belongs to the key id.");

    static final BridgeOption<Integer> PART_BUFFERS =
            BridgeOption.number(
                    "CV_UPLOAD_PART_BUFFERS",
                    16,
                    1,
                    10_000,
                    "Uploads of more than 256 KiB that go to S3 at once, each with 5 MiB of memory");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(
                    BACKEND,
                    PATH,
                    BUCKET,
                    REGION,
                    ENDPOINT,
                    ACCESS_KEY_ID,
                    SECRET_ACCESS_KEY,
                    PART_BUFFERS);

    static StorageSettings read(OptionReader reader) {
        StorageSettings settings =
                new StorageSettings(
                        Backend.valueOf(reader.get(BACKEND).toUpperCase(java.util.Locale.ROOT)),
                        reader.get(PATH),
                        reader.get(BUCKET),
                        reader.get(REGION),
                        reader.get(ENDPOINT),
                        reader.get(ACCESS_KEY_ID),
                        reader.get(SECRET_ACCESS_KEY),
                        reader.get(PART_BUFFERS));
        if ((settings.accessKeyId == null) != (settings.secretAccessKey == null)) {
            reader.problem(
                    ACCESS_KEY_ID,
                    settings.accessKeyId == null ? "absent" : settings.accessKeyId,
                    "set it together with CV_S3_SECRET_ACCESS_KEY, or neither");
        }
        return settings;
    }

    private static String url(String text) {
        String url = text.strip();
        URI parsed = URI.create(url);
        if (parsed.getHost() == null
                || !("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))) {
            throw new IllegalArgumentException("give a URL such as http://localhost:9000");
        }
        return url;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "StorageSettings[" + backend + ", " + path + ", " + bucket + ", " + endpoint + "]";
    }
}
