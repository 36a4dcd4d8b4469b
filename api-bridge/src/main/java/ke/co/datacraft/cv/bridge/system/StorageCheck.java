package ke.co.datacraft.cv.bridge.system;

import java.io.IOException;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;

/** The bucket or folder of uploads. */
final class StorageCheck implements DependencyCheck {

    private final ObjectStorage storage;

    StorageCheck(ObjectStorage storage) {
        this.storage = storage;
    }

    @Override
    public String name() {
        return "storage";
    }

    /** References are taken and results are read without it. */
    @Override
    public boolean required() {
        return false;
    }

    @Override
    public void check() throws DependencyDownException {
        try {
            storage.check();
        } catch (IOException e) {
            throw new DependencyDownException("It cannot be reached or written to", e);
        }
    }
}
