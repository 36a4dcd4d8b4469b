package ke.co.datacraft.cv.operators.vision;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageFile;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.image.Sha256;
import ke.co.datacraft.cv.operators.fetch.FetchedBytes;
import ke.co.datacraft.cv.operators.record.AdmittedReference;

/** Looks at a file without decoding it: digest, header, limits, pages, what the cache knows. */
final class PagePlanner {

    private final ImageLimits limits;
    private final int maxPages;
    private final ResultCache cache;
    private final String defaults;

    /**
     * @param limits of one page
     * @param maxPages most pages of one document
     * @param cache results by content
     * @param defaults text of the settings that stand in for absent task parameters
     */
    PagePlanner(ImageLimits limits, int maxPages, ResultCache cache, String defaults) {
        this.limits = limits;
        this.maxPages = maxPages;
        this.cache = cache;
        this.defaults = defaults;
    }

    /**
     * Plans a file.
     *
     * @throws ke.co.datacraft.cv.inference.InferenceException when it is no image within the limits
     * @throws RejectedReferenceException when it has too many pages
     */
    PreparedImage plan(
            AdmittedReference admitted,
            List<PlannedTask> tasks,
            FetchedBytes fetched,
            VisionMetrics metrics) {
        ImageReference reference = admitted.reference();
        ByteBuffer bytes = ByteBuffer.wrap(fetched.bytes());
        ImageInfo first = ImageInspector.inspect(bytes, 0);
        List<ImageInfo> infos = new ArrayList<>();
        int[] numbers = pageNumbers(reference, first.pageCount());
        for (int number : numbers) {
            ImageInfo info = number == 0 ? first : ImageInspector.inspect(bytes, number);
            limits.check(info);
            infos.add(info);
        }
        String sha256 = Sha256.hex(bytes);
        List<PreparedImage.Page> pages = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            UUID imageId = imageId(reference, numbers[i], first.pageCount());
            CacheKey.Content content = new CacheKey.Content(sha256, numbers[i]);
            List<CacheKey> keys = CacheKey.of(reference.tenantId(), content, tasks, defaults);
            pages.add(new PreparedImage.Page(numbers[i], infos.get(i), imageId, keys, List.of()));
        }
        ImageFile file =
                new ImageFile(
                        fetched.bytes().length,
                        sha256,
                        first.format().name(),
                        infos.get(0).colorMode(),
                        first.pageCount());
        return new PreparedImage(
                admitted, tasks, fetched.bytes(), fetched.nanos(), file, lookedUp(pages, metrics));
    }

    private int[] pageNumbers(ImageReference reference, int pageCount) {
        if (reference.page() != null) {
            return new int[] {reference.page()};
        }
        if (pageCount > maxPages) {
            throw new RejectedReferenceException(
                    ReasonCode.FILE_TOO_LARGE,
                    "the file has "
                            + pageCount
                            + " pages; the limit is "
                            + maxPages
                            + ". Name the page in the reference, split the file or raise"
                            + " CV_MAX_PAGES");
        }
        int[] numbers = new int[pageCount];
        for (int i = 0; i < pageCount; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    /** The given identity where there is one image only, else one derived from place and page. */
    private static UUID imageId(ImageReference reference, int page, int pageCount) {
        boolean single = reference.page() != null || pageCount == 1;
        if (reference.imageId() != null && single) {
            return reference.imageId();
        }
        boolean frame = reference.jobId() == null;
        String owner = frame ? reference.sourceId() : reference.jobId().toString();
        String part = Integer.toString(page);
        if (frame && reference.captureTime() != null) {
            part = reference.captureTime() + (pageCount == 1 ? "" : "#" + page);
        }
        return Identifiers.imageId(reference.tenantId(), owner, reference.uri(), part);
    }

    private List<PreparedImage.Page> lookedUp(
            List<PreparedImage.Page> pages, VisionMetrics metrics) {
        List<CacheKey> keys = pages.stream().flatMap(page -> page.keys().stream()).toList();
        ResultCache.Lookup found = cache.find(keys);
        if (cache.isEnabled()) {
            for (List<TaskResult> results : found.results()) {
                String miss = found.answered() ? "miss" : "error";
                metrics.cacheLookup(results == null ? miss : "hit");
            }
        }
        List<PreparedImage.Page> complete = new ArrayList<>();
        int at = 0;
        for (PreparedImage.Page page : pages) {
            List<List<TaskResult>> cached =
                    new ArrayList<>(found.results().subList(at, at + page.keys().size()));
            at += page.keys().size();
            complete.add(
                    new PreparedImage.Page(
                            page.number(), page.info(), page.imageId(), page.keys(), cached));
        }
        return complete;
    }
}
