package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import ke.co.datacraft.cv.contracts.FrameRetention;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionMonitor;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionRuntime;
import ke.co.datacraft.cv.operators.camera.store.EncryptingFrameStore;
import ke.co.datacraft.cv.operators.camera.store.FolderFrameStore;
import ke.co.datacraft.cv.operators.camera.store.FrameStore;
import ke.co.datacraft.cv.operators.camera.store.RedisFrameStore;
import ke.co.datacraft.cv.operators.camera.store.S3FrameStore;

/**
 * Frames of cameras, redacted, made ready and kept as their sources ask. Stores and detectors open
 * when first used.
 */
public final class StoredFrames implements FrameWork.Factory {

    private static final long serialVersionUID = 1L;
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);

    private final FrameSettings settings;
    private transient Map<ke.co.datacraft.cv.contracts.FrameStore, FrameStore> stores;
    private transient RedactionRuntime redaction;
    private transient boolean closed;

    /** With the rules of an installation. */
    public StoredFrames(FrameSettings settings) {
        this.settings = settings;
    }

    @Override
    public FrameWork open(SourceDefinition source, RedactionMonitor monitor) throws IOException {
        FrameRetention retention = source.retention();
        ke.co.datacraft.cv.contracts.FrameStore kind =
                retention == null || retention.store() == null
                        ? settings.store()
                        : retention.store();
        Duration keep =
                retention == null || retention.frameSeconds() == null
                        ? settings.keep()
                        : Duration.ofSeconds(retention.frameSeconds());
        return new StoredFrameWork(
                source,
                settings,
                new StoredFrameWork.Kept(store(kind), keep),
                redaction().redactor(source, monitor));
    }

    private synchronized RedactionRuntime redaction() throws IOException {
        checkOpen();
        if (redaction == null) {
            redaction = RedactionRuntime.join(settings.redaction());
        }
        return redaction;
    }

    /** A capture thread may still be busy when the reader is closed. */
    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the job ends");
        }
    }

    private synchronized FrameStore store(ke.co.datacraft.cv.contracts.FrameStore kind)
            throws IOException {
        checkOpen();
        if (stores == null) {
            stores = new EnumMap<>(ke.co.datacraft.cv.contracts.FrameStore.class);
        }
        FrameStore known = stores.get(kind);
        if (known != null) {
            return known;
        }
        FrameStore opened =
                switch (kind) {
                    case OBJECT_STORAGE -> objects();
                    case REDIS -> redis();
                };
        FrameStore store =
                settings.encryption().isEnabled()
                        ? new EncryptingFrameStore(opened, settings.encryption())
                        : opened;
        stores.put(kind, store);
        return store;
    }

    private FrameStore objects() throws IOException {
        if (settings.folder() != null) {
            return new FolderFrameStore(Path.of(settings.folder()));
        }
        if (settings.s3() == null) {
            throw new IOException(
                    "there is no object storage for frames; set CV_S3_REGION or"
                            + " CV_S3_ENDPOINT_URL, or CV_STORAGE_BACKEND=filesystem");
        }
        return new S3FrameStore(settings.s3(), settings.bucket(), STORE_TIMEOUT);
    }

    private FrameStore redis() throws IOException {
        if (settings.redis() == null) {
            throw new IOException("there is no Redis for frames; set CV_REDIS_URL");
        }
        try {
            return new RedisFrameStore(settings.redis());
        } catch (RuntimeException e) {
            throw new IOException("Redis cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (redaction != null) {
            redaction.leave();
            redaction = null;
        }
        if (stores != null) {
            stores.values().forEach(FrameStore::close);
            stores = null;
        }
    }
}
