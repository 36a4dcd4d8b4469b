package ke.co.datacraft.cv.contracts;

import java.util.regex.Pattern;

/** Checks of a {@link ModelActivation} that the types of its fields cannot make. */
public final class ActivationValidator {

    private static final int MAX_TEXT = 100;

    // As the manifests have them.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+:_-]{0,19}");

    private ActivationValidator() {}

    /**
     * Returns when the activation can be carried out, as far as can be told without the models.
     *
     * @param key key of the record, or null
     * @throws ContractException {@link ReasonCode#INVALID_FIELD}, naming the field, its value and
     *     the cure
     */
    public static void validate(String key, ModelActivation activation) throws ContractException {
        name("model", activation.model());
        if (!activation.model().equals(key)) {
            throw FieldChecks.invalid(
                    "key",
                    key,
                    "is not the model '"
                            + activation.model()
                            + "'; write the model's name as the key of the record");
        }
        version("version", activation.version());
        share("canary", activation.canary(), activation.version());
        share("shadow", activation.shadow(), activation.version());
        FieldChecks.optionalText("updated_by", activation.updatedBy(), 1, MAX_TEXT);
    }

    /**
     * Returns when the key of a tombstone names a model.
     *
     * @throws ContractException {@link ReasonCode#INVALID_FIELD}, naming its value and the cure
     */
    public static void validateTombstone(String key) throws ContractException {
        name("key", key);
    }

    private static void name(String field, String value) throws ContractException {
        if (value == null || !NAME.matcher(value).matches()) {
            throw FieldChecks.invalid(
                    field, value, "is no name of a model; give letters, digits and . _ -");
        }
    }

    private static void version(String field, String value) throws ContractException {
        if (value == null || !VERSION.matcher(value).matches()) {
            throw FieldChecks.invalid(
                    field, value, "is no version; give at most 20 letters, digits and . + : _ -");
        }
    }

    private static void share(String field, ModelShare share, String active)
            throws ContractException {
        if (share == null) {
            return;
        }
        version(field + ".version", share.version());
        if (share.version().equals(active)) {
            throw FieldChecks.invalid(
                    field + ".version",
                    share.version(),
                    "is the active version already; name another or leave " + field + " out");
        }
        if (!(share.share() > 0 && share.share() <= 1)) {
            throw FieldChecks.invalid(
                    field + ".share",
                    Double.toString(share.share()),
                    "is out of range; give above 0 to 1");
        }
    }
}
