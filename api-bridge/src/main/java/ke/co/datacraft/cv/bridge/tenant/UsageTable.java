package ke.co.datacraft.cv.bridge.tenant;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import ke.co.datacraft.cv.bridge.database.SqlQuery;

/** Adds up what a tenant's rows say of its use. */
final class UsageTable {

    private static final String DAYS =
            """
            SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(jobs) AS jobs, sum(images) AS images,
                   sum(failed) AS failed, sum(input_bytes) AS input_bytes,
                   sum(processing_ms) AS processing_ms
            FROM (
                SELECT date_trunc('day', created_at, 'UTC') AT TIME ZONE 'UTC' AS day,
                       count(*) AS jobs, 0 AS images, 0 AS failed, 0 AS input_bytes,
                       0 AS processing_ms
                FROM cv.processing_jobs
                WHERE tenant_id = ? AND created_at >= ? AND created_at < ? GROUP BY 1
                UNION ALL
                SELECT date_trunc('day', created_at, 'UTC') AT TIME ZONE 'UTC', 0, count(*), 0,
                       sum(file_size_bytes), sum(coalesce(processing_duration_ms, 0))
                FROM cv.image_processing
                WHERE tenant_id = ? AND created_at >= ? AND created_at < ? GROUP BY 1
                UNION ALL
                SELECT date_trunc('day', failed_at, 'UTC') AT TIME ZONE 'UTC', 0, 0, count(*), 0, 0
                FROM cv.dead_letters
                WHERE tenant_id = ? AND failed_at >= ? AND failed_at < ? GROUP BY 1) part
            GROUP BY day ORDER BY day
            """;

    private static final String TASKS =
            """
            SELECT task, sum(results) AS results, sum(findings) AS findings FROM (
                SELECT 'object_detection' AS task, count(*) AS results,
                       coalesce(sum(total_objects), 0) AS findings
                FROM cv.object_detections
                WHERE tenant_id = ? AND created_at >= ? AND created_at < ?
                UNION ALL
                SELECT 'image_classification', count(DISTINCT image_id), count(*)
                FROM cv.image_classifications
                WHERE tenant_id = ? AND created_at >= ? AND created_at < ?
                UNION ALL
                SELECT 'face_detection', count(DISTINCT image_id), count(*)
                FROM cv.face_detections
                WHERE tenant_id = ? AND created_at >= ? AND created_at < ?
                UNION ALL
                SELECT 'barcode', count(DISTINCT image_id), count(*)
                FROM cv.barcodes
                WHERE tenant_id = ? AND created_at >= ? AND created_at < ?
                UNION ALL
                SELECT 'embedding', count(*), count(*)
                FROM cv.image_embeddings
                WHERE tenant_id = ? AND created_at >= ? AND created_at < ?
                UNION ALL
                SELECT 'ocr', count(*), coalesce(sum(word_count), 0)
                FROM cv.ocr_pages
                WHERE tenant_id = ? AND created_at >= ? AND created_at < ?
                UNION ALL
                SELECT 'quality', count(*), count(*)
                FROM cv.image_quality
                WHERE tenant_id = ? AND created_at >= ? AND created_at < ?) part
            GROUP BY task HAVING sum(results) > 0 ORDER BY task
            """;

    private static final int DAY_PARTS = 3;
    private static final int TASK_PARTS = 7;

    /** A day with what only the sum of all days tells. */
    private record Row(Usage.Day day, long processingMs) {}

    private UsageTable() {}

    static Usage read(Connection connection, String tenant, Instant after, Instant before)
            throws SQLException {
        List<Row> days =
                new SqlQuery(DAYS, parts(DAY_PARTS, tenant, after, before))
                        .list(
                                connection,
                                row ->
                                        new Row(
                                                new Usage.Day(
                                                        row.getString("day"),
                                                        row.getLong("jobs"),
                                                        row.getLong("images"),
                                                        row.getLong("failed"),
                                                        row.getLong("input_bytes")),
                                                row.getLong("processing_ms")));
        List<Usage.Task> tasks =
                new SqlQuery(TASKS, parts(TASK_PARTS, tenant, after, before))
                        .list(
                                connection,
                                row ->
                                        new Usage.Task(
                                                row.getString("task"),
                                                row.getLong("results"),
                                                row.getLong("findings")));
        return new Usage(
                tenant,
                after,
                before,
                days.stream().mapToLong(row -> row.day().jobs()).sum(),
                days.stream().mapToLong(row -> row.day().images()).sum(),
                days.stream().mapToLong(row -> row.day().failed()).sum(),
                days.stream().mapToLong(row -> row.day().inputBytes()).sum(),
                days.stream().mapToLong(Row::processingMs).sum(),
                tasks.stream().mapToLong(Usage.Task::findings).sum(),
                stored(connection, tenant),
                tasks,
                days.stream().map(Row::day).toList());
    }

    private static long stored(Connection connection, String tenant) throws SQLException {
        return new SqlQuery("SELECT coalesce(sum(size_bytes), 0) FROM cv.uploads")
                .where("tenant_id = ?", tenant)
                .where("state = 'STORED'")
                .first(connection, row -> row.getLong(1))
                .orElseThrow();
    }

    private static Object[] parts(int count, String tenant, Instant after, Instant before) {
        Object[] values = new Object[count * 3];
        for (int i = 0; i < values.length; i += 3) {
            values[i] = tenant;
            values[i + 1] = after;
            values[i + 2] = before;
        }
        return values;
    }
}
