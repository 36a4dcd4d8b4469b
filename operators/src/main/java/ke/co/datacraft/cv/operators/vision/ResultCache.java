package ke.co.datacraft.cv.operators.vision;

import java.util.List;
import ke.co.datacraft.cv.contracts.TaskResult;

/** Results by content. Losing the cache costs time, never a result: nothing here fails. */
interface ResultCache extends AutoCloseable {

    /**
     * What the cache knows.
     *
     * @param results of each key, in order; null where nothing is known
     * @param answered whether the cache could be asked
     */
    record Lookup(List<List<TaskResult>> results, boolean answered) {}

    /** Looks up all keys at once. */
    Lookup find(List<CacheKey> keys);

    /** Keeps the results of a step: one of the whole image, or one per region. */
    void put(CacheKey key, List<TaskResult> results);

    /** Whether there is a cache at all. */
    boolean isEnabled();

    @Override
    void close();
}
