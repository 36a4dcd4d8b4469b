package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.contracts.DocumentPart;
import ke.co.datacraft.cv.contracts.ImageReference;
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
        List<ImageReference> parts = new ArrayList<>();
        for (int page = 0; page < pageCount; page += pagesPerReference) {
            int pages = Math.min(pagesPerReference, pageCount - page);
            parts.add(
                    reference.part(
                            page,
                            new DocumentPart(pages, admitted.referenceId(), admitted.origin())));
        }
        return parts;
    }
}
