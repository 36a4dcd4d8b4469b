package ke.co.datacraft.cv.standalone.services;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3-compatible server in this process; objects are files in the data folder. */
public final class EmbeddedObjectStorage implements EmbeddedService {

    /** The one bucket. */
    public static final String BUCKET = "computer-vision-files";

    private static final String KEY_ID = "cv";

    private final DataFolder data;
    private final int port = Ports.free();
    private String secret;
    private S3Proxy proxy;

    /**
     * @param data data folder of the stack
     */
    public EmbeddedObjectStorage(DataFolder data) {
        this.data = data;
    }

    @Override
    public String name() {
        return "object storage";
    }

    /** URL of the server. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Key id to sign with. */
    public String accessKeyId() {
        return KEY_ID;
    }

    /** Secret to sign with; known after the first start. */
    public String secretAccessKey() {
        return secret;
    }

    @Override
    public synchronized void start() {
        if (proxy != null) {
            return;
        }
        Path folder = data.folder("objects");
        // A bucket is a folder.
        data.folder("objects/" + BUCKET);
        try {
            secret = Secret.keptIn(data.run().resolve("s3-secret"));
            proxy =
                    S3Proxy.builder()
                            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                            .endpoint(URI.create(endpoint()))
                            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY_ID, secret)
                            .build();
            proxy.start();
        } catch (IOException e) {
            throw failure(folder, e);
        } catch (Exception e) {
            close();
            throw failure(folder, e);
        }
    }

    private static ServiceException failure(Path folder, Exception e) {
        return new ServiceException(
                "Cannot start object storage in " + folder + ": " + e.getMessage(), e);
    }

    @Override
    public synchronized void close() {
        if (proxy == null) {
            return;
        }
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new ServiceException("Cannot stop object storage: " + e.getMessage(), e);
        } finally {
            proxy = null;
        }
    }
}
