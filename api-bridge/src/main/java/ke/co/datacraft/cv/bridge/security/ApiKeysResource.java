package ke.co.datacraft.cv.bridge.security;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.http.Routes;

/** API keys of a tenant: make, list, revoke. */
final class ApiKeysResource implements Resource {

    private static final int PAGE = 50;

    private final ApiKeys keys;
    private final Clock clock;

    /**
     * @param keys the keys
     * @param clock what time it is
     */
    ApiKeysResource(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The body of a request. */
    record ApiKeyRequest(String name, List<String> roles, Instant expiresAt) {}

    /** The answer that shows the key, this once. */
    record CreatedApiKey(
            UUID id,
            String name,
            String prefix,
            List<String> roles,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            String key) {}

    /** A page of keys. */
    record ApiKeyList(List<ApiKey> items, String nextCursor) {}

    @Override
    public void register(Routes routes) {
        routes.on("listApiKeys", this::list);
        routes.on("createApiKey", this::create);
        routes.on("revokeApiKey", this::revoke);
    }

    private void create(Call call) {
        ApiKeyRequest body = call.body(ApiKeyRequest.class);
        if (body.expiresAt() != null && !body.expiresAt().isAfter(clock.instant())) {
            throw ApiError.invalid("expires_at", "It has passed already")
                    .cure("Give a time to come, or leave it out");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        body.roles().forEach(word -> Role.of(word).ifPresent(roles::add));
        ApiKeys.Created created =
                keys.create(
                        new NewApiKey(
                                call.tenant(),
                                body.name(),
                                roles,
                                call.principal().subject(),
                                body.expiresAt()));
        ApiKey key = created.key();
        call.audit("api_key.create", "api_key", key.id().toString());
        call.location("/api/v1/api-keys/" + key.id());
        call.json(
                201,
                new CreatedApiKey(
                        key.id(),
                        key.name(),
                        key.prefix(),
                        key.roles(),
                        key.createdBy(),
                        key.createdAt(),
                        key.expiresAt(),
                        created.text()));
    }

    private void list(Call call) {
        int limit = call.queryInt("limit", PAGE);
        ApiKeyPage page = ApiKeyPage.of(call.query("cursor").orElse(null), limit + 1);
        List<ApiKey> found = keys.list(call.tenant(), page);
        boolean more = found.size() > limit;
        List<ApiKey> items = more ? found.subList(0, limit) : found;
        String next = more ? ApiKeyPage.cursorAfter(items.get(limit - 1)) : null;
        call.json(200, new ApiKeyList(items, next));
    }

    private void revoke(Call call) {
        UUID id = call.pathId("api_key_id");
        if (!keys.revoke(call.tenant(), id)) {
            throw ApiError.notFound("API key", id);
        }
        call.audit("api_key.revoke", "api_key", id.toString());
        call.noContent();
    }
}
