package ke.co.datacraft.cv.operators.vision;

import java.util.List;
import ke.co.datacraft.cv.contracts.TaskResult;

/** Results by content. Losing the cache costs time, never a result: nothing here fails. */
interface ResultCache extends AutoCloseable {

    /**
     * What the cache knows.
     *
     * @param results one per key, in order; null where nothing is known
     * @param answered whether the cache could be asked
     */
    record Lookup(List<TaskResult> results, boolean answered) {}

    /** Looks up all keys at once. */
    Lookup find(List<CacheKey> keys);

    /** Keeps a result. */
    void put(CacheKey key, TaskResult result);

    /** Whether there is a cache at all. */
    boolean isEnabled();

    @Override
    void close();
}
