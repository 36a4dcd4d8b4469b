package ke.co.datacraft.cv.standalone.samples;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes any number of samples. Eight in a row hold documents in all four languages, two signs and
 * two receipts; formats alternate among PNG, JPEG, WebP, BMP and TIFF with two pages.
 */
public final class SampleGenerator {

    private static final List<SampleKind> KINDS =
            List.of(
                    SampleKind.DOCUMENT,
                    SampleKind.STREET_SIGN,
                    SampleKind.DOCUMENT,
                    SampleKind.RECEIPT);

    private static final List<String> DOCUMENTS = List.of("png", "tiff", "jpg", "webp");
    private static final List<String> SIGNS = List.of("jpg", "webp", "bmp", "png");
    private static final List<String> RECEIPTS = List.of("png", "jpg", "webp", "bmp");

    private final long seed;
    private final Painter painter = new Painter();

    /**
     * @param seed another seed gives other samples
     */
    public SampleGenerator(long seed) {
        this.seed = seed;
    }

    /** The first samples. */
    public List<Sample> first(int count) {
        return IntStream.range(0, count).mapToObj(this::sample).toList();
    }

    /**
     * One sample.
     *
     * @param number from 0
     */
    public Sample sample(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        int group = number / KINDS.size();
        return switch (KINDS.get(number % KINDS.size())) {
            case DOCUMENT -> document(number, random);
            case STREET_SIGN -> {
                String format = SIGNS.get(group % SIGNS.size());
                Painter.Page page = painter.sign(random);
                yield sample(
                        "sign-" + name(number),
                        SampleKind.STREET_SIGN,
                        "eng",
                        List.of(page),
                        format);
            }
            case RECEIPT -> {
                String format = RECEIPTS.get(group % RECEIPTS.size());
                Painter.Page page = painter.receipt(random);
                yield sample(
                        "receipt-" + name(number),
                        SampleKind.RECEIPT,
                        "eng",
                        List.of(page),
                        format);
            }
        };
    }

    private Sample document(int number, SplittableRandom random) {
        int which = number / 2;
        String language = Phrases.LANGUAGES.get(which % Phrases.LANGUAGES.size());
        // One further with each round, so that every language comes in every format.
        String format = DOCUMENTS.get((which + which / 4) % DOCUMENTS.size());
        List<Painter.Page> pages = new ArrayList<>();
        pages.add(painter.document(language, random));
        if (format.equals("tiff")) {
            pages.add(painter.document(language, random));
        }
        return sample(
                "document-" + language + "-" + name(number),
                SampleKind.DOCUMENT,
                language,
                pages,
                format);
    }

    private static String name(int number) {
        return String.format(java.util.Locale.ROOT, "%04d", number);
    }

    private static Sample sample(
            String name,
            SampleKind kind,
            String language,
            List<Painter.Page> pages,
            String format) {
        List<BufferedImage> images = pages.stream().map(Painter.Page::image).toList();
        return new Sample(
                name + "." + format,
                kind,
                language,
                pages.stream().map(Painter.Page::lines).toList(),
                ImageFiles.encode(images, format));
    }
}
