package ke.co.datacraft.cv.bridge.tenant;

import java.time.Instant;

/**
 * A tenant with tables of its own.
 *
 * @param tenantId its name
 * @param schemaName schema that holds its tables
 * @param createdAt when it was created
 * @param sizeBytes what its tables and their indexes take
 */
record Tenant(String tenantId, String schemaName, Instant createdAt, long sizeBytes) {}
