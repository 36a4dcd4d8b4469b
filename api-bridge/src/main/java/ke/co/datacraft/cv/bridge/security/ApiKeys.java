package ke.co.datacraft.cv.bridge.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import ke.co.datacraft.cv.bridge.database.Database;

/**
 * API keys in the database. A look-up is remembered for a few seconds, so a revoked key stops
 * working on this bridge at once and on every other one within that time.
 */
public final class ApiKeys {

    private static final int MAX_REMEMBERED = 10_000;

    private final Database database;
    private final Clock clock;
    private final Cache<UUID, Optional<ApiKeyTable.Stored>> remembered;
    private final ConcurrentHashMap<UUID, Instant> uses = new ConcurrentHashMap<>();

    /**
     * @param database where they are
     * @param remember how long a look-up counts
     * @param clock what time it is
     * @param ticker nanoseconds
     */
    public ApiKeys(Database database, Duration remember, Clock clock, Ticker ticker) {
        this.database = database;
        this.clock = clock;
        this.remembered =
                Caffeine.newBuilder()
                        .maximumSize(MAX_REMEMBERED)
                        .expireAfterWrite(remember)
                        .ticker(ticker)
                        .build();
    }

    /**
     * A key that was made.
     *
     * @param key what is stored of it
     * @param text the key itself, which cannot be had again
     */
    public record Created(ApiKey key, String text) {}

    /** Makes a key. */
    public Created create(NewApiKey key) {
        ApiKeySecret secret = ApiKeySecret.generate();
        ApiKey stored =
                database.tenant(
                        key.tenant(), connection -> ApiKeyTable.insert(connection, secret, key));
        return new Created(stored, secret.text());
    }

    List<ApiKey> list(String tenant, ApiKeyPage page) {
        return database.read(tenant, connection -> ApiKeyTable.list(connection, tenant, page));
    }

    /** Revokes a key; false when the tenant has no such key. */
    boolean revoke(String tenant, UUID id) {
        boolean known =
                database.tenant(tenant, connection -> ApiKeyTable.revoke(connection, tenant, id));
        remembered.invalidate(id);
        return known;
    }

    /** Whether a key can be checked without the database. */
    boolean isRemembered(UUID id) {
        return remembered.getIfPresent(id) != null;
    }

    /** Who a key stands for. */
    VerifiedCredential verify(ApiKeySecret secret) throws BadCredentials {
        ApiKeyTable.Stored stored = live(secret.id());
        if (!MessageDigest.isEqual(stored.hash(), secret.hash())) {
            throw unknown();
        }
        return stored.credential();
    }

    /** Whom a session stands for that began with a key. */
    VerifiedCredential verify(UUID id) throws BadCredentials {
        return live(id).credential();
    }

    private ApiKeyTable.Stored live(UUID id) throws BadCredentials {
        ApiKeyTable.Stored stored = remembered.get(id, this::find).orElseThrow(ApiKeys::unknown);
        Instant now = clock.instant();
        if (!stored.credential().expiresAt().isAfter(now)) {
            throw unknown();
        }
        uses.put(id, now);
        return stored;
    }

    private Optional<ApiKeyTable.Stored> find(UUID id) {
        return database.system(connection -> ApiKeyTable.find(connection, id));
    }

    /** One reason for all, so that nobody learns which keys there were. */
    private static BadCredentials unknown() {
        return new BadCredentials("the API key is unknown, expired or revoked");
    }

    /** Writes down when keys were used since the last time. */
    void writeUses() {
        // In one order, so that bridges which write the same rows never wait for each other in a
        // circle.
        Map<UUID, Instant> batch = new TreeMap<>(uses);
        if (batch.isEmpty()) {
            return;
        }
        database.system(
                connection -> {
                    ApiKeyTable.touch(connection, batch);
                    return null;
                });
        batch.forEach(uses::remove);
    }
}
