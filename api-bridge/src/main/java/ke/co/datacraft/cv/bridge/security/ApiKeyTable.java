package ke.co.datacraft.cv.bridge.security;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Role;

/** Statements on {@code cv.api_keys}. */
final class ApiKeyTable {

    private static final String COLUMNS =
            "id, name, roles, created_by, created_at, expires_at, last_used_at, revoked_at";

    private static final String INSERT =
            "INSERT INTO cv.api_keys (id, tenant_id, hash, name, roles, created_by, expires_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING "
                    + COLUMNS;

    private static final String LIST =
            "SELECT "
                    + COLUMNS
                    + " FROM cv.api_keys WHERE tenant_id = ?"
                    + " AND (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?";

    private static final String REVOKE =
            "UPDATE cv.api_keys SET revoked_at = coalesce(revoked_at, now())"
                    + " WHERE tenant_id = ? AND id = ?";

    private static final String FIND =
            "SELECT tenant_id, hash, name, roles, expires_at FROM cv.api_keys"
                    + " WHERE id = ? AND revoked_at IS NULL";

    private static final String TOUCH =
            "UPDATE cv.api_keys SET last_used_at = greatest(last_used_at, ?) WHERE id = ?";

    private ApiKeyTable() {}

    /**
     * A key that may open something.
     *
     * @param hash SHA-256 of its text
     * @param credential who it stands for, until when
     */
    record Stored(byte[] hash, VerifiedCredential credential) {}

    static ApiKey insert(Connection connection, ApiKeySecret secret, NewApiKey key)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, secret.id());
            statement.setString(2, key.tenant());
            statement.setBytes(3, secret.hash());
            statement.setString(4, key.name());
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "text", key.roles().stream().map(Role::word).sorted().toArray()));
            statement.setString(6, key.createdBy());
            statement.setObject(7, key.expiresAt() == null ? null : utc(key.expiresAt()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return key(row);
            }
        }
    }

    static List<ApiKey> list(Connection connection, String tenant, ApiKeyPage page)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LIST)) {
            statement.setString(1, tenant);
            statement.setObject(2, utc(page.before()));
            statement.setObject(3, page.beforeId());
            statement.setInt(4, page.limit());
            List<ApiKey> keys = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(key(rows));
                }
            }
            return keys;
        }
    }

    /** Whether the tenant has such a key. */
    static boolean revoke(Connection connection, String tenant, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REVOKE)) {
            statement.setString(1, tenant);
            statement.setObject(2, id);
            return statement.executeUpdate() > 0;
        }
    }

    static Optional<Stored> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(stored(row, id)) : Optional.empty();
            }
        }
    }

    static void touch(Connection connection, Map<UUID, Instant> uses) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOUCH)) {
            for (Map.Entry<UUID, Instant> use : uses.entrySet()) {
                statement.setObject(1, utc(use.getValue()));
                statement.setObject(2, use.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static Stored stored(ResultSet row, UUID id) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        words(row).forEach(word -> Role.of(word).ifPresent(roles::add));
        Principal principal =
                new Principal(
                        row.getString("tenant_id"), row.getString("name"), roles, "key:" + id);
        Instant end = instant(row, "expires_at");
        return new Stored(
                row.getBytes("hash"),
                new VerifiedCredential(principal, end == null ? Instant.MAX : end));
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new ApiKey(
                id,
                row.getString("name"),
                ApiKeySecret.prefix(id),
                words(row),
                row.getString("created_by"),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static List<String> words(ResultSet row) throws SQLException {
        return Arrays.asList((String[]) row.getArray("roles").getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
