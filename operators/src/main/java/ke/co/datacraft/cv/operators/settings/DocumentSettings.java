package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;

/**
 * How documents are worked on.
 *
 * @param dpi dots per inch that pages of a PDF are rendered at
 * @param pagesPerReference most pages that one reference has analysed; a submitted document of more
 *     is split
 */
public record DocumentSettings(int dpi, int pagesPerReference) implements Serializable {

    /** What the options say by default. */
    public static final DocumentSettings DEFAULT = new DocumentSettings(200, 8);
}
