package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.contracts.DocumentPart;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.operators.record.AdmittedReference;

/** Cuts a long document into references to ranges of its pages. Pure. */
final class DocumentSplit {

    private DocumentSplit() {}

    /**
     * The parts of a document, in order. The same record always has the same parts.
     *
     * @param pageCount pages of the file
     * @param pagesPerReference most pages of a part
     * @return empty where the reference is worked on as it is: it names its pages, is short, or is
     *     a camera's, which has no progress to show
     */
    static List<ImageReference> parts(
            AdmittedReference admitted, int pageCount, int pagesPerReference) {
        ImageReference reference = admitted.reference();
        boolean whole = reference.page() == null && reference.jobId() != null;
        if (!whole || pageCount <= pagesPerReference) {
            return List.of();
        }
        return cut(admitted, 0, pageCount, pagesPerReference);
    }

    /**
     * The pages of a reference one by one, so that one that cannot be done fails alone.
     *
     * @param pageCount pages of the file
     * @return empty where the reference has one page only or is a camera's
     */
    static List<ImageReference> pages(AdmittedReference admitted, int pageCount) {
        ImageReference reference = admitted.reference();
        int first = reference.page() == null ? 0 : reference.page();
        int single = reference.page() == null ? pageCount : 1;
        int pages = reference.part() == null ? single : reference.part().pages();
        return reference.jobId() == null || pages < 2
                ? List.of()
                : cut(admitted, first, first + pages, 1);
    }

    private static List<ImageReference> cut(
            AdmittedReference admitted, int from, int to, int pagesPerReference) {
        ImageReference reference = admitted.reference();
        // Of a part, the place of the whole: where the part itself was read may change with a
        // crash.
        RecordOrigin origin =
                reference.part() == null ? admitted.origin() : reference.part().origin();
        List<ImageReference> parts = new ArrayList<>();
        for (int page = from; page < to; page += pagesPerReference) {
            int pages = Math.min(pagesPerReference, to - page);
            parts.add(
                    reference.part(
                            page,
                            new DocumentPart(
                                    pages,
                                    admitted.referenceId(),
                                    origin,
                                    admitted.traceparent())));
        }
        return parts;
    }
}
