package ke.co.datacraft.cv.standalone.samples;

import java.util.List;

/**
 * An image and what it says.
 *
 * @param name file name with extension
 * @param kind what it shows
 * @param language of its text: {@code eng}, {@code fra}, {@code deu} or {@code spa}
 * @param pages lines of text of each page, from top to bottom
 * @param bytes the file
 */
public record Sample(
        String name, SampleKind kind, String language, List<List<String>> pages, byte[] bytes) {

    /** Keeps unchangeable copies of the text; the bytes are the caller's. */
    public Sample {
        pages = pages.stream().map(List::copyOf).toList();
    }

    /** The lines of a page as one text. */
    public String text(int page) {
        return String.join("\n", pages.get(page));
    }
}
