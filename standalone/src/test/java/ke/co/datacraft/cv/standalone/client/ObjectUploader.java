package ke.co.datacraft.cv.standalone.client;

import java.net.URI;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts files into object storage. */
public final class ObjectUploader implements AutoCloseable {

    private final String bucket;
    private final S3Client client;

    /**
     * @param storage the server and its bucket
     */
    public ObjectUploader(Endpoints.ObjectStorage storage) {
        this.bucket = storage.bucket();
        this.client =
                S3Client.builder()
                        .endpointOverride(URI.create(storage.endpoint()))
                        .region(Region.US_EAST_1)
                        .forcePathStyle(true)
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                storage.accessKeyId(), storage.secretAccessKey())))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
    }

    /**
     * Puts one file.
     *
     * @param key name in the bucket
     * @return its {@code s3:} URI
     */
    public String put(String key, byte[] bytes) {
        client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        return "s3://" + bucket + "/" + key;
    }

    @Override
    public void close() {
        client.close();
    }
}
