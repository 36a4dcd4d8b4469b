package ke.co.datacraft.cv.contracts;

/**
 * Text from outside, made fit for messages, logs and databases: PostgreSQL takes neither NUL nor
 * halves of surrogate pairs, and one such character must not stop a stream.
 */
public final class SafeText {

    private static final char REPLACEMENT = '\uFFFD';

    private SafeText() {}

    /** The text with NUL and unpaired surrogates replaced by U+FFFD; null stays null. */
    public static String storable(String text) {
        if (text == null || isStorable(text)) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> isStorable(point) ? point : REPLACEMENT)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    /**
     * At most the first characters of the text, on one line, ending in {@code ...} where something
     * is missing; for messages.
     *
     * @param text any text; null is written {@code null}
     * @param max how many characters at most, without the dots
     */
    public static String shorten(String text, int max) {
        if (text == null) {
            return "null";
        }
        int end = Math.min(max, text.length());
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder result = new StringBuilder(end + 3);
        text.substring(0, end)
                .codePoints()
                .map(point -> isControl(point) || !isStorable(point) ? REPLACEMENT : point)
                .forEach(result::appendCodePoint);
        return end < text.length() ? result.append("...").toString() : result.toString();
    }

    /** Whether PostgreSQL would take the text as it is. */
    public static boolean isStorable(String text) {
        return text.codePoints().allMatch(SafeText::isStorable);
    }

    /** Whether a control character is in the text, a line feed included. */
    public static boolean hasControls(String text) {
        return text.codePoints().anyMatch(SafeText::isControl);
    }

    private static boolean isStorable(int point) {
        return point != 0
                && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static boolean isControl(int point) {
        return Character.isISOControl(point);
    }
}
