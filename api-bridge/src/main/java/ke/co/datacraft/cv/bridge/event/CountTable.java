package ke.co.datacraft.cv.bridge.event;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import ke.co.datacraft.cv.bridge.database.SqlQuery;

/**
 * Counts out of {@code cv.analytics_counts}. Hours and days are added up from the stored hours and,
 * where a source has none yet, from its minutes. An object that is seen in two windows counts in
 * both; percentiles of several windows are their mean, weighted by the number of stays.
 */
final class CountTable {

    private static final String HOURS =
            """
            WITH hours AS (
                SELECT source_id, max(bucket_start) + INTERVAL '1 hour' AS until
                FROM cv.analytics_counts
                WHERE tenant_id = ? AND bucket_seconds = 3600
                  AND bucket_start >= ? AND bucket_start < ?
                GROUP BY source_id)
            """;

    private static final String COUNTS =
            """
            SELECT width_bucket(c.bucket_start, ?) AS bucket,
                   %s AS source_id, %s AS zone_id, %s AS label,
                   sum(c.unique_tracks) AS unique_tracks,
                   bool_or(c.zone_kind = 'polygon') AS area,
                   bool_or(c.zone_kind = 'line') AS line,
                   coalesce(sum(c.count_in) FILTER (WHERE c.zone_kind = 'polygon'), 0) AS entries,
                   coalesce(sum(c.count_out) FILTER (WHERE c.zone_kind = 'polygon'), 0) AS exits,
                   coalesce(sum(c.count_in) FILTER (WHERE c.zone_kind = 'line'), 0) AS crossings_in,
                   coalesce(sum(c.count_out) FILTER (WHERE c.zone_kind = 'line'), 0) AS crossings_out,
                   sum(c.occupancy_mean * c.bucket_seconds) AS occupied_seconds,
                   max(c.occupancy_max) AS occupancy_max,
                   sum(c.dwell_count) AS dwell_count,
                   sum(c.dwell_p50_seconds * c.dwell_count) / nullif(sum(c.dwell_count), 0) AS p50,
                   sum(c.dwell_p90_seconds * c.dwell_count) / nullif(sum(c.dwell_count), 0) AS p90,
                   max(c.dwell_max_seconds) AS longest
            FROM cv.analytics_counts c%s
            """;

    private CountTable() {}

    /**
     * Counts by time, source, zone and label; one more than an answer may have, where there are
     * more.
     */
    static List<CountBucket> read(Connection connection, CountQuery query) throws SQLException {
        CountRequest request = query.request();
        boolean minutes = request.bucket() == ChronoUnit.MINUTES || !request.wholeHours();
        SqlQuery sql = select(query, minutes);
        sql.where("c.tenant_id = ?", query.tenant())
                .where("c.bucket_start >= ?", query.begins().get(0))
                .where("c.bucket_start < ?", request.before());
        if (minutes) {
            sql.where("c.bucket_seconds = 60");
        } else {
            sql.where(
                    "(c.bucket_seconds = 3600 OR c.bucket_seconds = 60"
                            + " AND (h.until IS NULL OR c.bucket_start >= h.until))");
        }
        sql.any("c.source_id", query.sources());
        dimension(sql, request, "zone", "c.zone_id", query.zones());
        dimension(sql, request, "label", "c.label", query.labels());
        sql.then("GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT ?", CountRequest.MAX_ITEMS + 1);
        return sql.list(connection, row -> bucket(row, query));
    }

    private static SqlQuery select(CountQuery query, boolean minutes) {
        CountRequest request = query.request();
        String text =
                COUNTS.formatted(
                        grouped(request, "source", "c.source_id"),
                        grouped(request, "zone", "c.zone_id"),
                        grouped(request, "label", "c.label"),
                        minutes ? "" : " LEFT JOIN hours h ON h.source_id = c.source_id");
        Object begins = query.begins().toArray(Instant[]::new);
        return minutes
                ? new SqlQuery(text, begins)
                : new SqlQuery(
                        HOURS + text,
                        query.tenant(),
                        query.begins().get(0),
                        request.before(),
                        begins);
    }

    private static String grouped(CountRequest request, String group, String column) {
        return request.groups().contains(group) ? column : "NULL::TEXT";
    }

    /** Without group and filter the rows for all together are read, which are exact. */
    private static void dimension(
            SqlQuery sql, CountRequest request, String group, String column, List<String> wanted) {
        if (!wanted.isEmpty()) {
            sql.any(column, wanted);
        } else if (request.groups().contains(group)) {
            sql.where(column + " <> ''");
        } else {
            sql.where(column + " = ''");
        }
    }

    private static CountBucket bucket(ResultSet row, CountQuery query) throws SQLException {
        boolean area = row.getBoolean("area");
        boolean line = row.getBoolean("line");
        Instant begin = query.begins().get(row.getInt("bucket") - 1);
        CountRequest request = query.request();
        Instant end = earlier(request.next(begin), request.before());
        double seconds = Duration.between(begin, end).toMillis() / 1000.0;
        return new CountBucket(
                begin,
                row.getString("source_id"),
                row.getString("zone_id"),
                row.getString("label"),
                row.getLong("unique_tracks"),
                area ? row.getLong("entries") : null,
                area ? row.getLong("exits") : null,
                line ? row.getLong("crossings_in") : null,
                line ? row.getLong("crossings_out") : null,
                row.getDouble("occupied_seconds") / Math.max(seconds, 1),
                row.getInt("occupancy_max"),
                row.getLong("dwell_count"),
                (Double) row.getObject("p50"),
                (Double) row.getObject("p90"),
                (Double) row.getObject("longest"));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
