package ke.co.datacraft.cv.operators.vision;

import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ImageFile;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.inference.document.PageSource;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.operators.record.AdmittedReference;

/**
 * A file that was looked at and not decoded yet.
 *
 * @param admitted the reference
 * @param tasks what to do, in the order asked for
 * @param source the file, open
 * @param fetchNanos how long it took to come
 * @param file what every result says of it
 * @param pages pages to analyse; none of a file that is split
 * @param parts references that take its place; empty unless it is split
 */
record PreparedImage(
        AdmittedReference admitted,
        List<PlannedTask> tasks,
        PageSource source,
        long fetchNanos,
        ImageFile file,
        List<Page> pages,
        List<ImageReference> parts)
        implements AutoCloseable {

    /**
     * One page.
     *
     * @param number from 0
     * @param info what its header says
     * @param imageId its identity
     * @param keys one per task
     * @param cached results of each task; null where the cache has none
     */
    record Page(
            int number,
            ImageInfo info,
            UUID imageId,
            List<CacheKey> keys,
            List<List<TaskResult>> cached) {

        boolean isCached() {
            return !cached.contains(null);
        }
    }

    /** Whether nothing is left to analyse. */
    boolean isCached() {
        return pages.stream().allMatch(Page::isCached);
    }

    @Override
    public void close() {
        source.close();
    }
}
