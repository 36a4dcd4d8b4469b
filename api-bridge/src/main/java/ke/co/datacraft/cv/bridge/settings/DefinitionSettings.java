package ke.co.datacraft.cv.bridge.settings;

import java.util.List;

/**
 * Limits of what tenants define.
 *
 * @param maxPerTenant most sources of a tenant, and as many zones and rules each
 */
public record DefinitionSettings(int maxPerTenant) {

    static final BridgeOption<Integer> MAX_PER_TENANT =
            BridgeOption.number(
                    "CV_MAX_DEFINITIONS_PER_TENANT",
                    10_000,
                    1,
                    1_000_000,
                    "Most sources that a tenant may define, and as many zones and rules each: jobs"
                            + " keep all of them in memory");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS = List.of(MAX_PER_TENANT);

    static DefinitionSettings read(OptionReader reader) {
        return new DefinitionSettings(reader.get(MAX_PER_TENANT));
    }
}
