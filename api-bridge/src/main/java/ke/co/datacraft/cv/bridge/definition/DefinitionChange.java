package ke.co.datacraft.cv.bridge.definition;

import java.time.Instant;

/**
 * A definition that is written.
 *
 * @param tenant owner
 * @param id name within the tenant
 * @param definition what it is now
 * @param version number of the change, from 1
 * @param by who changes it
 * @param at when
 */
record DefinitionChange<T extends Record>(
        String tenant, String id, T definition, long version, String by, Instant at) {}
