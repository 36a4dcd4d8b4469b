package ke.co.datacraft.cv.bridge.result;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.bridge.http.ApiError;

/** Reads results of a job page by page; a page is one statement and of bounded size. */
final class ResultTable {

    /** A page of large results ends here, however many images were asked for. */
    static final int MAX_PAGE_BYTES = 4 << 20;

    private static final String AFTER =
            " AND (original_filename, md5(file_path), page, id) > (?, ?, ?, ?)";

    /**
     * One row without image for a job without any; none where there is no such job. The server
     * leaves out what a page has no room for: lengths are known to it without unpacking a result.
     */
    private static final String PAGE =
            "SELECT j.job_name, j.status, i.id, i.original_filename, i.uri_digest, i.page,"
                    + " i.result_document, i.found, j.results IS NOT NULL"
                    + " FROM cv.processing_jobs j LEFT JOIN LATERAL ("
                    + "SELECT * FROM (SELECT p.*, count(*) OVER () AS found,"
                    + " coalesce(sum(octet_length(result_document)) OVER ("
                    + "ORDER BY original_filename, uri_digest, page, id"
                    + " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before"
                    + " FROM (SELECT id, original_filename, md5(file_path) AS uri_digest, page,"
                    + " result_document FROM cv.image_processing"
                    + " WHERE tenant_id = ? AND job_id = ?%s"
                    + " ORDER BY original_filename, md5(file_path), page, id LIMIT ?) p) w"
                    + " WHERE w.before < "
                    + MAX_PAGE_BYTES
                    + ") i ON TRUE WHERE j.tenant_id = ? AND j.id = ?"
                    + " ORDER BY i.original_filename, i.uri_digest, i.page, i.id";

    static final String FIRST_PAGE = PAGE.formatted("");
    static final String NEXT_PAGE = PAGE.formatted(AFTER);

    /** Of imported jobs alone: ours leave the column empty. What has no room stays in SQL. */
    private static final String FORMER_RESULTS =
            "SELECT CASE WHEN octet_length(results::TEXT) < "
                    + MAX_PAGE_BYTES
                    + " THEN results::TEXT END FROM cv.processing_jobs";

    private final Database database;
    private final DocumentCipher cipher;

    ResultTable(Database database, DocumentCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /**
     * Results of a job after a place in their order.
     *
     * @param after null for the first
     * @param limit most images, at least 1
     * @throws ApiError where the tenant has no such job
     */
    ResultPage page(String tenant, UUID jobId, ResultCursor after, int limit) {
        return database.read(tenant, connection -> read(connection, tenant, jobId, after, limit));
    }

    private ResultPage read(
            Connection connection, String tenant, UUID jobId, ResultCursor after, int limit)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(after == null ? FIRST_PAGE : NEXT_PAGE)) {
            int index = 0;
            statement.setString(++index, tenant);
            statement.setObject(++index, jobId);
            if (after != null) {
                statement.setString(++index, after.filename());
                statement.setString(++index, after.uriDigest());
                statement.setInt(++index, after.page());
                statement.setObject(++index, after.imageId());
            }
            // One more than asked for tells whether there are more.
            statement.setInt(++index, limit + 1);
            statement.setString(++index, tenant);
            statement.setObject(++index, jobId);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw ApiError.notFound("job", jobId);
                }
                String former =
                        after == null && rows.getBoolean(9)
                                ? former(connection, tenant, jobId)
                                : null;
                return page(rows, tenant, limit, former);
            }
        }
    }

    private static String former(Connection connection, String tenant, UUID jobId)
            throws SQLException {
        return new SqlQuery(FORMER_RESULTS)
                .where("tenant_id = ?", tenant)
                .where("id = ?", jobId)
                .list(connection, row -> row.getString(1))
                .get(0);
    }

    private ResultPage page(ResultSet rows, String tenant, int limit, String former)
            throws SQLException {
        String name = rows.getString(1);
        String state = rows.getString(2);
        List<StoredResult> results = new ArrayList<>();
        if (rows.getString(3) == null) {
            return new ResultPage(name, state, results, true, former);
        }
        int found = rows.getInt(8);
        do {
            results.add(result(rows, tenant));
        } while (results.size() < limit && rows.next());
        return new ResultPage(name, state, results, results.size() == found, former);
    }

    private StoredResult result(ResultSet row, String tenant) throws SQLException {
        UUID id = row.getObject(3, UUID.class);
        return new StoredResult(
                id,
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                cipher.open(tenant, id, row.getString(7)));
    }
}
