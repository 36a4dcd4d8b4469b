package ke.co.datacraft.cv.inference.ocr;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * What a request asks of Tesseract.
 *
 * @param languages at least one, all installed
 * @param pageSegmentationMode 1 or 3 to 13, as Tesseract numbers them
 */
record TesseractParameters(List<String> languages, int pageSegmentationMode) {

    static final String LANGUAGES = "languages";
    static final String PAGE_SEGMENTATION_MODE = "page_segmentation_mode";

    private static final int AUTOMATIC = 3;
    private static final List<Integer> WITH_ORIENTATION = List.of(1, 12);
    private static final List<Integer> WITHOUT_TEXT = List.of(0, 2);
    private static final int LAST_MODE = 13;

    /**
     * Reads and checks.
     *
     * @throws InferenceException {@code INVALID_PARAMETER}
     */
    static TesseractParameters read(
            Map<String, String> parameters, Tessdata data, List<String> defaults) {
        int mode = mode(parameters.get(PAGE_SEGMENTATION_MODE));
        if (WITH_ORIENTATION.contains(mode) && !data.has("osd")) {
            throw invalid(
                    PAGE_SEGMENTATION_MODE
                            + " "
                            + mode
                            + " needs Tesseract's orientation data: apt-get install"
                            + " tesseract-ocr-osd, or use 3");
        }
        return new TesseractParameters(languages(parameters.get(LANGUAGES), data, defaults), mode);
    }

    private static int mode(String text) {
        if (text == null) {
            return AUTOMATIC;
        }
        int mode;
        try {
            mode = Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            mode = -1;
        }
        if (mode < 0 || mode > LAST_MODE || WITHOUT_TEXT.contains(mode)) {
            throw invalid(
                    PAGE_SEGMENTATION_MODE
                            + " is '"
                            + text
                            + "': give 1 or 3 to 13, such as 3 (automatic), 6 (one block), 7 (one"
                            + " line) or 11 (sparse text)");
        }
        return mode;
    }

    private static List<String> languages(String text, Tessdata data, List<String> defaults) {
        if (text == null) {
            return data.installed(defaults);
        }
        List<String> languages =
                Arrays.stream(text.split("[,+]"))
                        .map(String::trim)
                        .filter(language -> !language.isEmpty())
                        .distinct()
                        .toList();
        if (languages.isEmpty()) {
            throw invalid(LANGUAGES + " is empty: give one or more, such as eng or eng+fra");
        }
        for (String language : languages) {
            // A name with a slash would be a path out of the folder.
            if (!language.matches("[A-Za-z0-9_]+") || !data.has(language)) {
                throw invalid(
                        LANGUAGES
                                + " has '"
                                + language
                                + "', which is not installed in "
                                + data.folder().getFileName()
                                + ": apt-get install tesseract-ocr-"
                                + language.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            }
        }
        return languages;
    }

    private static InferenceException invalid(String message) {
        return new InferenceException(InferenceException.Reason.INVALID_PARAMETER, message);
    }

    /** The form that Tesseract wants. */
    String joinedLanguages() {
        return String.join("+", languages);
    }
}
