package ke.co.datacraft.cv.contracts;

/** Checks of single fields; each failure names the field, its value and the cure. */
final class FieldChecks {

    /** Characters of a wrong value that a message shows. */
    static final int MAX_SHOWN = 80;

    private FieldChecks() {}

    static void optionalText(String field, String value, int min, int max)
            throws ContractException {
        if (value != null) {
            text(field, value, min, max);
        }
    }

    static void text(String field, String value, int min, int max) throws ContractException {
        if (value == null) {
            throw invalid(field, null, "is absent; give " + min + " to " + max + " characters");
        }
        length(field, value, min, max);
        if (min > 0 && value.isBlank()) {
            throw invalid(field, value, "is blank; give " + min + " to " + max + " characters");
        }
        if (SafeText.hasControls(value)) {
            throw invalid(field, value, "has a control character; remove it");
        }
        storable(field, value);
    }

    static void length(String field, String value, int min, int max) throws ContractException {
        int length = value.codePointCount(0, value.length());
        if (length < min || length > max) {
            throw invalid(
                    field, value, "has " + length + " characters; give " + min + " to " + max);
        }
    }

    static void storable(String field, String value) throws ContractException {
        if (!SafeText.isStorable(value)) {
            throw invalid(
                    field, value, "has a NUL or half of a surrogate pair; send proper Unicode");
        }
    }

    static void range(String field, int value, int min, int max) throws ContractException {
        if (value < min || value > max) {
            String cure =
                    max == Integer.MAX_VALUE
                            ? "give " + min + " or more"
                            : "give " + min + " to " + max;
            throw invalid(field, Integer.toString(value), "is out of range; " + cure);
        }
    }

    static ContractException invalid(String field, String value, String what) {
        String shown = value == null ? "it" : "'" + SafeText.shorten(value, MAX_SHOWN) + "'";
        return new ContractException(ReasonCode.INVALID_FIELD, field + ": " + shown + " " + what);
    }
}
