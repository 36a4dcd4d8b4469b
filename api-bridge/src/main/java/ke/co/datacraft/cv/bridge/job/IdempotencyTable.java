package ke.co.datacraft.cv.bridge.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;

/**
 * Answers by {@code Idempotency-Key}. A key is claimed in the transaction that accepts the job, so
 * a second request with it waits there for the first, and a failed one leaves no trace.
 */
final class IdempotencyTable {

    private static final String CLAIM =
            """
            INSERT INTO cv.idempotency_keys AS k
                (tenant_id, idempotency_key, request_sha256, created_at, expires_at)
            VALUES (?, ?, ?, now(), now() + make_interval(secs => ?))
            ON CONFLICT (tenant_id, idempotency_key) DO UPDATE SET
                request_sha256 = EXCLUDED.request_sha256, status = NULL, location = NULL,
                body = NULL, created_at = EXCLUDED.created_at, expires_at = EXCLUDED.expires_at
            WHERE k.expires_at <= now()
            """;

    private static final String SELECT =
            """
            SELECT request_sha256, body FROM cv.idempotency_keys
            WHERE tenant_id = ? AND idempotency_key = ?
            """;

    private static final String COMPLETE =
            """
            UPDATE cv.idempotency_keys SET status = ?, location = ?, body = ?
            WHERE tenant_id = ? AND idempotency_key = ?
            """;

    private IdempotencyTable() {}

    /**
     * Claims a key for a request.
     *
     * @return the answer that the same request got; empty when the key is the caller's now
     * @throws ApiError {@link ErrorCode#IDEMPOTENCY_KEY_REUSED} when another request had it
     */
    static Optional<String> claim(
            Connection connection, String tenant, RequestKey key, Duration remembered)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            JobTable.bind(statement, tenant, key.key(), key.sha256());
            statement.setDouble(4, remembered.toSeconds());
            if (statement.executeUpdate() == 1) {
                return Optional.empty();
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            JobTable.bind(statement, tenant, key.key());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    // It expired and was swept away at this moment.
                    return claim(connection, tenant, key, remembered);
                }
                return Optional.of(answer(row, key));
            }
        }
    }

    private static String answer(ResultSet row, RequestKey key) throws SQLException {
        if (!row.getString(1).equals(key.sha256())) {
            throw new ApiError(
                            ErrorCode.IDEMPOTENCY_KEY_REUSED,
                            "The Idempotency-Key '%s' belongs to another submission"
                                    .formatted(key.key()))
                    .field("Idempotency-Key")
                    .cure("Send a new key with a new submission");
        }
        return row.getString(2);
    }

    /** Keeps the answer of the request that claimed the key. */
    static void complete(
            Connection connection, String tenant, RequestKey key, JobView job, int status)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COMPLETE)) {
            JobTable.bind(
                    statement,
                    status,
                    JobView.path(job.jobId()),
                    JobRows.json(job),
                    tenant,
                    key.key());
            statement.executeUpdate();
        }
    }
}
