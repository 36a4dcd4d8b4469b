package ke.co.datacraft.cv.bridge.storage;

import java.nio.file.Path;
import ke.co.datacraft.cv.bridge.settings.StorageSettings;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;

/** Makes the object storage that the settings name. */
public final class ObjectStorages {

    private ObjectStorages() {}

    /**
     * Opens it; nothing is asked of it yet.
     *
     * @param settings where it is
     * @param keys encrypt and decrypt its objects
     */
    public static EncryptedObjectStorage open(StorageSettings settings, EncryptionKeys keys) {
        return new EncryptedObjectStorage(open(settings), keys);
    }

    private static ObjectStorage open(StorageSettings settings) {
        return switch (settings.backend()) {
            case S3 -> new S3ObjectStorage(settings);
            case FILESYSTEM -> new FolderObjectStorage(Path.of(settings.path()));
        };
    }
}
