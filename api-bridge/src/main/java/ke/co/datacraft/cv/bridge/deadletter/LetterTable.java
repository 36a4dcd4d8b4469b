package ke.co.datacraft.cv.bridge.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.RecordOrigin;

/** Rows of {@code cv.dead_letters}. */
final class LetterTable {

    private static final String HEAD =
            "SELECT id, tenant_id, job_id, source_id, image_id, uri, reason, message, attempts,"
                    + " origin_topic, origin_partition, origin_offset, failed_at, replay_count,"
                    + " replayed_at, replayed_by, discarded_at, discarded_by";

    private static final String RECORD =
            ", original_key, original_key_encoding, original_value, original_encoding,"
                    + " original_headers";

    private static final String NO_RECORD =
            ", NULL AS original_key, NULL AS original_key_encoding, NULL AS original_value,"
                    + " NULL AS original_encoding, NULL AS original_headers";

    private static final String FROM = " FROM cv.dead_letters";

    private static final TypeReference<List<RecordHeader>> HEADERS = new TypeReference<>() {};

    private LetterTable() {}

    /** The beginning of a query for letters without their records. */
    static SqlQuery heads(String tenant) {
        return new SqlQuery(HEAD + NO_RECORD + FROM).where("tenant_id = ?", tenant);
    }

    /** A letter with its record. */
    static Optional<StoredLetter> find(Connection connection, String tenant, UUID id)
            throws SQLException {
        return new SqlQuery(HEAD + RECORD + FROM)
                .where("tenant_id = ?", tenant)
                .where("id = ?", id)
                .first(connection, LetterTable::read);
    }

    /** Letters to send again, oldest first, which nobody else touches meanwhile. */
    static List<StoredLetter> lock(
            Connection connection, String tenant, LetterFilter filter, LetterPlace from, int limit)
            throws SQLException {
        SqlQuery query =
                toReplay(new SqlQuery(HEAD + RECORD + FROM), tenant, filter)
                        .where("original_value IS NOT NULL")
                        .where("(failed_at, id) > (?, ?)", from.failedAt(), from.id());
        return query.then("ORDER BY failed_at, id LIMIT ? FOR UPDATE", limit)
                .list(connection, LetterTable::read);
    }

    /** How many letters cannot be sent again, as they come from before records were kept. */
    static int withoutRecord(Connection connection, String tenant, LetterFilter filter)
            throws SQLException {
        return toReplay(new SqlQuery("SELECT count(*)" + FROM), tenant, filter)
                .where("original_value IS NULL")
                .first(connection, row -> row.getInt(1))
                .orElseThrow();
    }

    private static SqlQuery toReplay(SqlQuery query, String tenant, LetterFilter filter) {
        filter.narrow(query.where("tenant_id = ?", tenant)).where("discarded_at IS NULL");
        return filter.force() ? query : query.where("replay_count = 0");
    }

    /** Notes that the records of letters were sent again. */
    static void markReplayed(Connection connection, String tenant, List<UUID> ids, String subject)
            throws SQLException {
        new SqlQuery(
                        "UPDATE cv.dead_letters SET replay_count = replay_count + 1,"
                                + " replayed_at = now(), replayed_by = ?",
                        subject)
                .where("tenant_id = ?", tenant)
                .where("id = ANY (?)", (Object) ids.toArray(UUID[]::new))
                .update(connection);
    }

    /**
     * Takes letters out of the lists. The rows stay, or a stream that starts again from an earlier
     * place would bring them back.
     */
    static int discard(Connection connection, String tenant, LetterFilter filter, String subject)
            throws SQLException {
        SqlQuery query =
                new SqlQuery(
                                "UPDATE cv.dead_letters SET discarded_at = now(), discarded_by = ?",
                                subject)
                        .where("tenant_id = ?", tenant)
                        .where("discarded_at IS NULL");
        return filter.narrow(query).update(connection);
    }

    static StoredLetter read(ResultSet row) throws SQLException {
        return new StoredLetter(
                letter(row),
                row.getInt("replay_count"),
                SqlQuery.time(row, "replayed_at"),
                row.getString("replayed_by"),
                SqlQuery.time(row, "discarded_at"),
                row.getString("discarded_by"));
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        String tenant = row.getString("tenant_id");
        return new DeadLetter(
                ContractCodec.SCHEMA_VERSION,
                row.getObject("id", UUID.class),
                tenant.isEmpty() ? null : tenant,
                row.getObject("job_id", UUID.class),
                row.getString("source_id"),
                row.getObject("image_id", UUID.class),
                row.getString("uri"),
                ReasonCode.valueOf(row.getString("reason")),
                row.getString("message"),
                row.getInt("attempts"),
                new RecordOrigin(
                        row.getString("origin_topic"),
                        row.getInt("origin_partition"),
                        row.getLong("origin_offset")),
                row.getString("original_key"),
                row.getString("original_key_encoding"),
                row.getString("original_value"),
                row.getString("original_encoding"),
                headers(row.getString("original_headers")),
                SqlQuery.time(row, "failed_at"));
    }

    private static List<RecordHeader> headers(String json) throws SQLException {
        try {
            return json == null ? null : BridgeJson.trees().readValue(json, HEADERS);
        } catch (JsonProcessingException e) {
            throw new SQLException("cv.dead_letters.original_headers holds no headers", e);
        }
    }
}
