package ke.co.datacraft.cv.operators.fetch;

import java.net.URI;
import java.time.Duration;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens S3 or a server that speaks like it. */
public final class S3Clients {

    private static final String DEFAULT_REGION = "us-east-1";

    private S3Clients() {}

    /**
     * A client that never tries again by itself.
     *
     * @param settings where and as whom; without an endpoint it is AWS
     * @param connectTimeout for one connection
     * @param requestTimeout for one call, and for each read after it
     * @return safe for many threads; the caller closes it
     */
    public static S3Client open(
            S3Settings settings, Duration connectTimeout, Duration requestTimeout) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(region(settings))
                        .credentialsProvider(credentials(settings))
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .overrideConfiguration(
                                override ->
                                        override.retryStrategy(AwsRetryStrategy.doNotRetry())
                                                .apiCallTimeout(requestTimeout))
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(connectTimeout)
                                        .socketTimeout(requestTimeout));
        if (settings.endpoint() != null) {
            // Only path style works without a DNS entry per bucket.
            builder.endpointOverride(URI.create(settings.endpoint())).forcePathStyle(true);
        }
        return builder.build();
    }

    static Region region(S3Settings settings) {
        return Region.of(settings.region() == null ? DEFAULT_REGION : settings.region());
    }

    static AwsCredentialsProvider credentials(S3Settings settings) {
        if (settings.accessKeyId() == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey()));
    }
}
