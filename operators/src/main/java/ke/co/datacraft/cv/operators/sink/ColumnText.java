package ke.co.datacraft.cv.operators.sink;

import ke.co.datacraft.cv.contracts.SafeText;

/** Makes any text fit for a PostgreSQL column, which refuses some that Java bears. */
final class ColumnText {

    private ColumnText() {}

    /**
     * The text with NUL and unpaired surrogates replaced, cut to the column's length.
     *
     * @param text any text, or null
     * @param maxLength characters that the column takes, in code points
     * @return null for null
     */
    static String clean(String text, int maxLength) {
        String clean = SafeText.storable(text);
        return clean == null
                        || clean.length() <= maxLength
                        || clean.codePointCount(0, clean.length()) <= maxLength
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, maxLength));
    }

    /** The same for a column without a limit. */
    static String clean(String text) {
        return clean(text, Integer.MAX_VALUE);
    }

    /** The same for a column that must not be null or empty. */
    static String clean(String text, int maxLength, String fallback) {
        String clean = clean(text, maxLength);
        return clean == null || clean.isEmpty() ? fallback : clean;
    }
}
