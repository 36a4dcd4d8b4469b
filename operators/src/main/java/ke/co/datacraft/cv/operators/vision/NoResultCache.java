package ke.co.datacraft.cv.operators.vision;

import java.util.Collections;
import java.util.List;
import ke.co.datacraft.cv.contracts.TaskResult;

/** No cache: everything is analysed. */
final class NoResultCache implements ResultCache {

    @Override
    public Lookup find(List<CacheKey> keys) {
        return new Lookup(Collections.nCopies(keys.size(), null), true);
    }

    @Override
    public void put(CacheKey key, List<TaskResult> results) {}

    @Override
    public boolean isEnabled() {
        return false;
    }

    @Override
    public void close() {}
}
