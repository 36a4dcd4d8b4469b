package ke.co.datacraft.cv.bridge.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;

/** Statements on {@code cv.processing_jobs} for one job. */
final class JobTable {

    // What only an insert of the stream would set is set here, in the stream's words.
    private static final String INSERT =
            """
            INSERT INTO cv.processing_jobs
                (id, tenant_id, job_name, processing_type, content_type, status,
                 progress_percentage, input_file_path, processing_parameters, retry_count,
                 max_retries, priority, created_by, created_at, updated_at,
                 total_images, completed_images, failed_images)
            VALUES (?, ?, ?, ?, ?, 'PENDING', 0, ?, CAST(? AS JSONB), 0, ?, ?, ?, ?, ?, ?, 0, 0)
            """;

    private static final String ACTIVE =
            """
            SELECT count(*) FROM (
                SELECT FROM cv.processing_jobs
                WHERE tenant_id = ? AND status IN ('PENDING', 'PROCESSING') LIMIT ?) active
            """;

    // A retry that was ordered shows in the row until the stream has begun it, so that a second
    // order within a minute is the same one.
    private static final String RETRY_ORDERED =
            """
            UPDATE cv.processing_jobs SET processing_parameters =
                coalesce(processing_parameters, '{}')
                || jsonb_build_object('retry', jsonb_build_object(
                    'attempt', retry_count + 1, 'ordered_at', extract(epoch FROM now())))
            WHERE tenant_id = ? AND id = ?
                AND NOT (coalesce(CAST(processing_parameters #>> '{retry,attempt}' AS INTEGER), 0)
                             = retry_count + 1
                         AND CAST(processing_parameters #>> '{retry,ordered_at}' AS FLOAT)
                             > extract(epoch FROM now()) - 60)
            """;

    private JobTable() {}

    static void insert(Connection connection, Submission submission) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            JobRequest request = submission.request();
            Object created = time(submission.job().createdAt());
            Object[] values = {
                submission.jobId(),
                submission.tenant(),
                submission.job().name(),
                submission.processingType(),
                submission.contentType(),
                submission.references().get(0).uri(),
                ContractCodec.toJson(JobRows.Processing.of(request)),
                request.maxRetries(),
                request.priority(),
                submission.job().createdBy(),
                created,
                created,
                submission.job().total()
            };
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    /** A job as it is; with a lock, nobody changes its row until the transaction ends. */
    static Optional<JobView> find(Connection connection, String tenant, UUID id, boolean lock)
            throws SQLException {
        String query =
                "SELECT "
                        + JobRows.COLUMNS
                        + " FROM cv.processing_jobs WHERE tenant_id = ? AND id = ?"
                        + (lock ? " FOR UPDATE" : "");
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            bind(statement, tenant, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(JobRows.view(row)) : Optional.empty();
            }
        }
    }

    /** How many jobs of a tenant have not ended, counted up to a limit. */
    static int active(Connection connection, String tenant, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ACTIVE)) {
            bind(statement, tenant, limit);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Lets one transaction at a time accept jobs of a tenant. */
    static void lockTenant(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT pg_advisory_xact_lock(hashtextextended('cv.jobs/' || ?, 0))")) {
            bind(statement, tenant);
            statement.execute();
        }
    }

    /** Notes that a retry is ordered; false where the same one was a moment ago. */
    static boolean orderRetry(Connection connection, String tenant, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RETRY_ORDERED)) {
            bind(statement, tenant, id);
            return statement.executeUpdate() == 1;
        }
    }

    /** Removes a job, its results and its dead letters. */
    static void delete(Connection connection, String tenant, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT cv.delete_job(?, ?)")) {
            bind(statement, tenant, id);
            statement.execute();
        }
    }

    private static Object time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
