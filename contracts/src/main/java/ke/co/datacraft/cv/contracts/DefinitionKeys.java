package ke.co.datacraft.cv.contracts;

import java.util.regex.Pattern;

/**
 * Keys of records about things that tenants name themselves: {@code tenant/id}. An id has no slash,
 * so the last one parts them whatever the tenant's name is.
 */
public final class DefinitionKeys {

    private static final int MAX_TENANT = 100;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private DefinitionKeys() {}

    /**
     * The parts of a key.
     *
     * @param tenantId owner
     * @param id name within the tenant
     */
    public record Parts(String tenantId, String id) {}

    /** Key of the thing that a tenant calls so. */
    public static String key(String tenantId, String id) {
        return tenantId + "/" + id;
    }

    /**
     * Owner and name in a key, such as that of a tombstone.
     *
     * @param key key of the record, or null
     * @throws ContractException {@link ReasonCode#INVALID_FIELD}, naming its value and the cure
     */
    public static Parts parse(String key) throws ContractException {
        int slash = key == null ? -1 : key.lastIndexOf('/');
        if (slash < 0) {
            throw FieldChecks.invalid("key", key, "is no key; write tenant/id");
        }
        Parts parts = new Parts(key.substring(0, slash), key.substring(slash + 1));
        FieldChecks.text("key", parts.tenantId(), 1, MAX_TENANT);
        identifier("key", parts.id());
        return parts;
    }

    /** Fails unless the record stands under the key of what it is about. */
    static void validate(String key, String tenantId, String id) throws ContractException {
        FieldChecks.text("tenant_id", tenantId, 1, MAX_TENANT);
        identifier("id", id);
        if (!key(tenantId, id).equals(key)) {
            throw FieldChecks.invalid(
                    "key", key, "is not that of the record; write '" + key(tenantId, id) + "'");
        }
    }

    /**
     * Returns when the name is one of definitions and targets.
     *
     * @throws ContractException {@link ReasonCode#INVALID_FIELD} otherwise
     */
    public static void identifier(String field, String value) throws ContractException {
        if (value == null || !ID.matcher(value).matches()) {
            throw FieldChecks.invalid(
                    field,
                    value,
                    "is no id; give at most 100 letters, digits and . _ -, the first a letter or"
                            + " digit");
        }
    }
}
