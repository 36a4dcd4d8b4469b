package ke.co.datacraft.cv.bridge.storage;

import java.net.URI;
import java.time.Duration;
import ke.co.datacraft.cv.bridge.settings.StorageSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the client of an object storage. */
final class S3Clients {

    private static final String DEFAULT_REGION = "us-east-1";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private S3Clients() {}

    static S3Client open(StorageSettings settings) {
        String region = settings.region() == null ? DEFAULT_REGION : settings.region();
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(region))
                        .credentialsProvider(credentials(settings))
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .httpClient(
                                new RetryableHttpClient(
                                        UrlConnectionHttpClient.builder()
                                                .connectionTimeout(CONNECT_TIMEOUT)
                                                .socketTimeout(SOCKET_TIMEOUT)
                                                .build()));
        if (settings.endpoint() != null) {
            // Only path style works without a DNS entry per bucket.
            builder.endpointOverride(URI.create(settings.endpoint())).forcePathStyle(true);
        }
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(StorageSettings settings) {
        if (settings.accessKeyId() == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey()));
    }
}
