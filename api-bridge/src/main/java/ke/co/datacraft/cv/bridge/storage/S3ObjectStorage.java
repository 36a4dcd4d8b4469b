package ke.co.datacraft.cv.bridge.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import ke.co.datacraft.cv.bridge.settings.StorageSettings;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in a bucket of S3 or a server that speaks like it. A small object is sent at once, a
 * larger one in parts of 5 MiB, one of them in memory at a time.
 */
public final class S3ObjectStorage implements ObjectStorage {

    private static final int NOT_FOUND = 404;
    private static final int PAGE = 1000;

    private final String bucket;
    private final StorageSettings settings;
    private final Semaphore partBuffers;
    private S3Client client;

    /**
     * @param settings where and as whom
     */
    public S3ObjectStorage(StorageSettings settings) {
        this.settings = settings;
        this.bucket = settings.bucket();
        this.partBuffers = new Semaphore(settings.maxPartBuffers(), true);
    }

    @Override
    public String uriOf(String key) {
        return "s3://" + bucket + "/" + ObjectKeys.require(key);
    }

    @Override
    public Optional<String> keyOf(String uri) {
        try {
            URI parsed = new URI(uri);
            boolean ours =
                    "s3".equalsIgnoreCase(parsed.getScheme())
                            && bucket.equals(parsed.getRawAuthority())
                            && parsed.getPath() != null
                            && parsed.getPath().length() > 1;
            return ours ? Optional.of(parsed.getPath().substring(1)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public long put(String key, InputStream body) throws IOException {
        ObjectKeys.require(key);
        try (S3Upload upload = new S3Upload(client(), bucket, key, partBuffers)) {
            return upload.send(body);
        } catch (SdkException e) {
            throw failure(key, e);
        }
    }

    @Override
    public InputStream get(String key) throws IOException {
        ObjectKeys.require(key);
        return call(key, () -> client().getObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public InputStream get(String key, long offset, long length) throws IOException {
        ObjectKeys.require(key);
        String range = "bytes=" + offset + "-" + (offset + length - 1);
        return call(
                key,
                () -> client().getObject(request -> request.bucket(bucket).key(key).range(range)));
    }

    @Override
    public void delete(String key) throws IOException {
        ObjectKeys.require(key);
        call(key, () -> client().deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public boolean exists(String key) throws IOException {
        ObjectKeys.require(key);
        try {
            call(key, () -> client().headObject(request -> request.bucket(bucket).key(key)));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public List<String> list(String prefix, String after, int max) throws IOException {
        ListObjectsV2Response answer =
                call(
                        prefix,
                        () ->
                                client().listObjectsV2(
                                                request ->
                                                        request.bucket(bucket)
                                                                .prefix(prefix)
                                                                .startAfter(after)
                                                                .maxKeys(max)));
        return answer.contents().stream().map(S3Object::key).toList();
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        return call(
                prefix,
                () ->
                        client()
                                .listObjectsV2Paginator(
                                        request ->
                                                request.bucket(bucket)
                                                        .prefix(prefix)
                                                        .delimiter("/"))
                                .commonPrefixes()
                                .stream()
                                .map(CommonPrefix::prefix)
                                .map(name -> name.substring(prefix.length(), name.length() - 1))
                                .toList());
    }

    @Override
    public int deleteBefore(String prefix, Instant time) throws IOException {
        int deleted = 0;
        String after = prefix;
        while (after != null) {
            String last = after;
            // A page has at most as many as may be deleted at once.
            List<S3Object> page =
                    call(
                            prefix,
                            () ->
                                    client().listObjectsV2(
                                                    request ->
                                                            request.bucket(bucket)
                                                                    .prefix(prefix)
                                                                    .startAfter(last)
                                                                    .maxKeys(PAGE))
                                            .contents());
            List<ObjectIdentifier> old =
                    page.stream()
                            .filter(object -> object.lastModified().isBefore(time))
                            .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                            .toList();
            if (!old.isEmpty()) {
                delete(prefix, old);
            }
            deleted += old.size();
            after = page.isEmpty() ? null : page.get(page.size() - 1).key();
        }
        return deleted;
    }

    private void delete(String prefix, List<ObjectIdentifier> objects) throws IOException {
        List<S3Error> errors =
                call(
                        prefix,
                        () ->
                                client().deleteObjects(
                                                request ->
                                                        request.bucket(bucket)
                                                                .delete(
                                                                        all ->
                                                                                all.objects(objects)
                                                                                        .quiet(
                                                                                                true)))
                                        .errors());
        if (!errors.isEmpty()) {
            throw new IOException(
                    "Bucket %s keeps %d objects below %s that were to be deleted, such as %s: %s"
                            .formatted(
                                    bucket,
                                    errors.size(),
                                    prefix,
                                    errors.get(0).key(),
                                    errors.get(0).message()));
        }
    }

    @Override
    public void check() throws IOException {
        call("", () -> client().headBucket(request -> request.bucket(bucket)));
    }

    /** Made when it is first needed: it loads a thousand classes. */
    private synchronized S3Client client() {
        if (client == null) {
            client = S3Clients.open(settings);
        }
        return client;
    }

    private <T> T call(String key, Supplier<T> operation) throws IOException {
        try {
            return operation.get();
        } catch (SdkException e) {
            throw failure(key, e);
        }
    }

    private IOException failure(String key, RuntimeException e) {
        if (e instanceof AwsServiceException answer && answer.statusCode() == NOT_FOUND) {
            NoSuchFileException absent = new NoSuchFileException(key);
            absent.initCause(e);
            return absent;
        }
        return new IOException(
                "Object storage of bucket "
                        + bucket
                        + " fails: "
                        + e.getMessage()
                        + "; see whether it is up and the CV_S3_ variables are right",
                e);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
