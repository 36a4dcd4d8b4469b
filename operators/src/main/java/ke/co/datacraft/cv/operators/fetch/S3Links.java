package ke.co.datacraft.cv.operators.fetch;

import java.net.URI;
import java.time.Duration;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Links by which readers that only know HTTP read objects: signed, for some time. */
public final class S3Links {

    private S3Links() {}

    /**
     * A link to one object; whoever has it can read the object, there or not. Contacts nothing.
     *
     * @param settings where and as whom; without an endpoint it is AWS
     * @param validity 7 days at most, and no longer than the credentials hold
     */
    public static String toRead(S3Settings settings, String bucket, String key, Duration validity) {
        S3Presigner.Builder builder =
                S3Presigner.builder()
                        .region(S3Clients.region(settings))
                        .credentialsProvider(S3Clients.credentials(settings));
        if (settings.endpoint() != null) {
            builder.endpointOverride(URI.create(settings.endpoint()))
                    .serviceConfiguration(
                            S3Configuration.builder().pathStyleAccessEnabled(true).build());
        }
        try (S3Presigner presigner = builder.build()) {
            return presigner
                    .presignGetObject(
                            request ->
                                    request.signatureDuration(validity)
                                            .getObjectRequest(
                                                    object -> object.bucket(bucket).key(key)))
                    .url()
                    .toString();
        }
    }
}
