package ke.co.datacraft.cv.bridge.tenant;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.definition.DefinitionTombstones;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.redis.TenantKeys;
import ke.co.datacraft.cv.bridge.storage.ObjectKeys;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and removes tenants. */
final class Tenants {

    private static final Logger LOG = LoggerFactory.getLogger(Tenants.class);
    private static final int OBJECTS = 1000;

    private final BridgeServices services;

    Tenants(BridgeServices services) {
        this.services = services;
    }

    List<Tenant> list(Optional<String> after, int limit) {
        return services.database().system(connection -> TenantTable.list(connection, after, limit));
    }

    /**
     * Gives a tenant tables of its own.
     *
     * @throws ApiError {@link ErrorCode#CONFLICT} where it has them
     */
    Tenant create(String tenant) {
        return services.database()
                .system(
                        connection -> {
                            if (TenantTable.find(connection, tenant).isPresent()) {
                                throw new ApiError(
                                                ErrorCode.CONFLICT,
                                                "There is a tenant " + tenant + " already")
                                        .field("tenant_id");
                            }
                            TenantTable.create(connection, tenant);
                            return TenantTable.find(connection, tenant).orElseThrow();
                        });
    }

    /**
     * Removes a tenant with its rows, definitions, keys and files.
     *
     * @param force also while jobs of it have not ended
     * @throws ApiError {@link ErrorCode#NOT_FOUND}, or {@link ErrorCode#CONFLICT} while jobs of it
     *     have not ended
     */
    void delete(String tenant, boolean force) {
        services.database()
                .system(
                        connection -> {
                            if (TenantTable.find(connection, tenant).isEmpty()) {
                                throw ApiError.notFound("tenant", tenant);
                            }
                            int jobs = TenantTable.unfinishedJobs(connection, tenant);
                            if (jobs > 0 && !force) {
                                throw new ApiError(
                                                ErrorCode.CONFLICT,
                                                jobs + " jobs of the tenant have not ended")
                                        .cure("Cancel them or wait, or set force=true");
                            }
                            DefinitionTombstones.write(
                                    connection,
                                    services.outbox(),
                                    services.settings().kafka().topics(),
                                    tenant);
                            TenantTable.drop(connection, tenant);
                            return null;
                        });
        services.outbox().wake();
        deleteObjects(tenant);
        deleteKeys(tenant);
    }

    /** What is left when Redis is away expires. */
    private void deleteKeys(String tenant) {
        if (services.redis().ask(redis -> TenantKeys.delete(redis, tenant)).isEmpty()) {
            LOG.warn("Keys of tenant {} are left in Redis until they expire", tenant);
        }
    }

    /** Uploads are deleted again and again until they are gone; of the rest this is the one try. */
    private void deleteObjects(String tenant) {
        String prefix = ObjectKeys.tenantPrefix(tenant);
        ObjectStorage storage = services.storage();
        try {
            List<String> keys = storage.list(prefix, null, OBJECTS);
            while (!keys.isEmpty()) {
                for (String key : keys) {
                    storage.delete(key);
                }
                keys = storage.list(prefix, keys.get(keys.size() - 1), OBJECTS);
            }
        } catch (IOException e) {
            LOG.warn("Objects below {} are left in the storage: {}", prefix, e.toString());
        }
    }
}
