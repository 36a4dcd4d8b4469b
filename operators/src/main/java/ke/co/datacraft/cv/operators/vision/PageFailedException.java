package ke.co.datacraft.cv.operators.vision;

import java.util.function.Supplier;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.document.PageSource;
import ke.co.datacraft.cv.operators.record.Failure;

/** One page of a file that has several cannot be done; the others may be fine. */
final class PageFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int page;
    private final int pageCount;
    private final InferenceException failure;

    private PageFailedException(int page, int pageCount, InferenceException failure) {
        super(failure);
        this.page = page;
        this.pageCount = pageCount;
        this.failure = failure;
    }

    /**
     * Does something with a page.
     *
     * @throws PageFailedException in place of an {@link InferenceException} where the file has
     *     other pages
     */
    static <T> T guarded(PageSource source, int page, Supplier<T> work) {
        try {
            return work.get();
        } catch (InferenceException e) {
            boolean exists = page < source.pageCount();
            throw exists && source.pageCount() > 1
                    ? new PageFailedException(page, source.pageCount(), e)
                    : e;
        }
    }

    /** Pages of the file. */
    int pageCount() {
        return pageCount;
    }

    Failure failure() {
        return new Failure(
                Failures.reason(failure.reason()), "page " + page + ": " + failure.getMessage());
    }
}
