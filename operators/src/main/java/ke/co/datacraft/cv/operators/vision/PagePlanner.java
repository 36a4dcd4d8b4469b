package ke.co.datacraft.cv.operators.vision;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageFile;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.inference.document.PageSource;
import ke.co.datacraft.cv.inference.document.PageSources;
import ke.co.datacraft.cv.inference.image.ImageFormat;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.image.Sha256;
import ke.co.datacraft.cv.operators.fetch.FetchedBytes;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.settings.DocumentSettings;

/**
 * Looks at a file without decoding it: pages, sizes, limits, digest, what the cache knows; or
 * splits it, where it is a long document.
 */
final class PagePlanner {

    private final ImageLimits limits;
    private final int maxPages;
    private final DocumentSettings documents;
    private final ResultCache cache;
    private final String defaults;
    private final PageSources sources;

    /**
     * @param limits of one page
     * @param maxPages most pages of one document
     * @param documents how documents are worked on
     * @param cache results by content
     * @param defaults text of the settings that stand in for absent task parameters
     */
    PagePlanner(
            ImageLimits limits,
            int maxPages,
            DocumentSettings documents,
            ResultCache cache,
            String defaults) {
        this.limits = limits;
        this.maxPages = maxPages;
        this.documents = documents;
        this.cache = cache;
        this.defaults = defaults;
        this.sources = new PageSources(limits);
    }

    /**
     * Plans a file.
     *
     * @return to be closed by the caller
     * @throws ke.co.datacraft.cv.inference.InferenceException when it is no image within the limits
     * @throws RejectedReferenceException when it has too many pages
     */
    PreparedImage plan(
            AdmittedReference admitted,
            List<PlannedTask> tasks,
            FetchedBytes fetched,
            VisionMetrics metrics) {
        int dpi = Resolution.of(tasks, documents.dpi());
        PageSource source = sources.open(fetched.bytes(), dpi);
        try {
            int[] numbers = pageNumbers(admitted.reference(), source.pageCount());
            List<ImageReference> parts =
                    DocumentSplit.parts(
                            admitted, source.pageCount(), documents.pagesPerReference());
            if (!parts.isEmpty()) {
                return new PreparedImage(
                        admitted, tasks, source, fetched.nanos(), null, List.of(), parts);
            }
            List<ImageInfo> infos = infos(source, numbers);
            ImageFile file = file(fetched, source, infos.get(0));
            int resolution = source.format() == ImageFormat.PDF ? dpi : 0;
            List<PreparedImage.Page> pages = new ArrayList<>();
            for (ImageInfo info : infos) {
                int number = numbers[pages.size()];
                CacheKey.Content content = new CacheKey.Content(file.sha256(), number, resolution);
                pages.add(page(admitted.reference(), number, info, tasks, content));
            }
            return new PreparedImage(
                    admitted,
                    tasks,
                    source,
                    fetched.nanos(),
                    file,
                    lookedUp(pages, metrics),
                    List.of());
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    private List<ImageInfo> infos(PageSource source, int[] numbers) {
        List<ImageInfo> infos = new ArrayList<>(numbers.length);
        for (int number : numbers) {
            infos.add(PageFailedException.guarded(source, number, () -> checked(source, number)));
        }
        return infos;
    }

    private ImageInfo checked(PageSource source, int page) {
        ImageInfo info = source.info(page);
        limits.check(info);
        return info;
    }

    private static ImageFile file(FetchedBytes fetched, PageSource source, ImageInfo first) {
        return new ImageFile(
                fetched.bytes().length,
                Sha256.hex(ByteBuffer.wrap(fetched.bytes())),
                source.format().name(),
                first.colorMode(),
                source.pageCount());
    }

    private PreparedImage.Page page(
            ImageReference reference,
            int number,
            ImageInfo info,
            List<PlannedTask> tasks,
            CacheKey.Content content) {
        return new PreparedImage.Page(
                number,
                info,
                imageId(reference, number, info.pageCount()),
                CacheKey.of(reference.tenantId(), content, tasks, defaults),
                List.of());
    }

    private int[] pageNumbers(ImageReference reference, int pageCount) {
        if (reference.page() != null) {
            int pages = reference.part() == null ? 1 : reference.part().pages();
            return IntStream.range(reference.page(), reference.page() + pages).toArray();
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
        return IntStream.range(0, pageCount).toArray();
    }

    /** The given identity where there is one image only, else one derived from place and page. */
    private static UUID imageId(ImageReference reference, int page, int pageCount) {
        boolean single = reference.page() != null && reference.part() == null || pageCount == 1;
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
