package ke.co.datacraft.cv.bridge.result;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.contracts.ImageResult;

/**
 * The results of a job one after the other, in bounded memory: a page is read, told and forgotten,
 * and no connection is held while a slow client reads.
 */
final class ExportSource {

    private static final int IMAGES_PER_PAGE = 500;

    private final ResultTable results;
    private final ImageHeadTable heads;
    private final String tenant;
    private final UUID jobId;
    private final ResultView view;
    private final ResultPage first;

    /**
     * Takes one thing after the other.
     *
     * @param <T> what
     */
    @FunctionalInterface
    interface Sink<T> {

        /** Takes one; fails where the client is gone. */
        void accept(T value) throws IOException;
    }

    /**
     * Reads the first page, so that what is wrong shows before anything is answered.
     *
     * @throws ApiError where the tenant has no such job, or the database is away
     */
    ExportSource(
            ResultTable results, ImageHeadTable heads, String tenant, UUID jobId, ResultView view) {
        this.results = results;
        this.heads = heads;
        this.tenant = tenant;
        this.jobId = jobId;
        this.view = view;
        this.first = results.page(tenant, jobId, null, IMAGES_PER_PAGE);
    }

    UUID jobId() {
        return jobId;
    }

    String jobName() {
        return first.jobName();
    }

    /** The shown part of each result that is kept; boxes in pixels. */
    void results(Sink<ImageResult> sink) throws IOException {
        ResultPage page = first;
        while (true) {
            for (StoredResult result : page.results()) {
                if (result.document() != null) {
                    sink.accept(view.of(Documents.read(result.document())));
                }
            }
            if (page.isLast()) {
                return;
            }
            page = results.page(tenant, jobId, page.next(), IMAGES_PER_PAGE);
        }
    }

    /** Each image, also those whose result is not kept. */
    void images(Sink<ImageHead> sink) throws IOException {
        List<ImageHead> page = heads.page(tenant, jobId, null);
        while (!page.isEmpty()) {
            for (ImageHead head : page) {
                sink.accept(head);
            }
            page = heads.page(tenant, jobId, page.get(page.size() - 1).cursor());
        }
    }
}
