package ke.co.datacraft.cv.bridge.security;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** Statements on {@code cv.audit_log}. */
final class AuditTable {

    /** One statement for any number of records; one that is there already is left alone. */
    private static final String INSERT =
            "INSERT INTO cv.audit_log (id, recorded_at, tenant_id, subject, credential_id, action,"
                    + " object_type, object_id, address, outcome, trace_id)"
                    + " SELECT * FROM unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[],"
                    + " ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])"
                    + " ON CONFLICT (id) DO NOTHING";

    private static final String DELETE =
            "DELETE FROM cv.audit_log WHERE id IN"
                    + " (SELECT id FROM cv.audit_log WHERE recorded_at < ? LIMIT ?)";

    private AuditTable() {}

    static void insert(Connection connection, List<AuditRecord> records) throws SQLException {
        List<Function<AuditRecord, Object>> texts =
                List.of(
                        AuditRecord::tenant,
                        AuditRecord::subject,
                        AuditRecord::credentialId,
                        record -> record.deed().action(),
                        record -> record.deed().objectType(),
                        record -> record.deed().objectId(),
                        AuditRecord::address,
                        AuditRecord::outcome,
                        AuditRecord::traceId);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            set(connection, statement, 1, "uuid", records, AuditRecord::id);
            set(connection, statement, 2, "timestamptz", records, r -> Timestamp.from(r.at()));
            for (int i = 0; i < texts.size(); i++) {
                set(connection, statement, 3 + i, "text", records, texts.get(i));
            }
            statement.executeUpdate();
        }
    }

    private static void set(
            Connection connection,
            PreparedStatement statement,
            int index,
            String type,
            List<AuditRecord> records,
            Function<AuditRecord, Object> value)
            throws SQLException {
        Object[] values = records.stream().map(value).toArray();
        statement.setArray(index, connection.createArrayOf(type, values));
    }

    /** Deletes at most some of the records before a moment; returns how many. */
    static int deleteBefore(Connection connection, Instant moment, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setObject(1, moment.atOffset(ZoneOffset.UTC));
            statement.setInt(2, limit);
            return statement.executeUpdate();
        }
    }
}
