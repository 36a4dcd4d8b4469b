package ke.co.datacraft.cv.bridge.event;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.database.SqlQuery;

/**
 * Heat maps out of {@code cv.heat_maps}, the stored hours of a bucket added up. How many frames
 * were looked at is told by the row of all classes, which every hour has.
 */
final class HeatMapTable {

    private static final String HOURS =
            """
            SELECT greatest(width_bucket(h.bucket_start, ?), 1) AS bucket, h.columns, h.rows,
                   CASE WHEN h.label = '' THEN h.frames ELSE 0 END AS frames,
                   CASE WHEN h.label <> '' OR ? THEN h.cells END AS cells
            FROM cv.heat_maps h
            """;
    private static final String LABELS = "SELECT DISTINCT h.label FROM cv.heat_maps h";
    private static final String ALL = "";

    /** Most classes that are told. */
    private static final int MAX_LABELS = 1000;

    private HeatMapTable() {}

    /** Maps by time; more than one of a bucket only where the grid was changed in it. */
    static List<HeatMap> read(Connection connection, HeatMapRequest request) throws SQLException {
        Map<Grid, Sum> sums = new LinkedHashMap<>();
        List<String> labels = new ArrayList<>(request.labels());
        labels.add(ALL);
        Object begins = request.begins().toArray(Instant[]::new);
        of(request, new SqlQuery(HOURS, begins, request.labels().isEmpty()))
                .any("h.label", labels)
                // The row of all classes first: it tells of the grid.
                .then("ORDER BY h.bucket_start, h.label")
                // Added up row by row: a month of cells is never in memory at once.
                .list(connection, row -> sum(row, sums));
        List<HeatMap> maps = new ArrayList<>();
        sums.forEach(
                (grid, sum) ->
                        maps.add(
                                new HeatMap(
                                        request.begins().get(grid.bucket - 1),
                                        grid.columns,
                                        grid.rows,
                                        sum.frames,
                                        sum.cells)));
        return maps;
    }

    /** Classes that have maps in the time, by name. */
    static List<String> labels(Connection connection, HeatMapRequest request) throws SQLException {
        return of(request, new SqlQuery(LABELS))
                .where("h.label <> ''")
                .then("ORDER BY 1 LIMIT ?", MAX_LABELS)
                .list(connection, row -> row.getString(1));
    }

    private static SqlQuery of(HeatMapRequest request, SqlQuery query) {
        return query.where("h.tenant_id = ?", request.tenant())
                .where("h.source_id = ?", request.source())
                .where("h.bucket_start >= ?", request.after())
                .where("h.bucket_start < ?", request.before());
    }

    private static Sum sum(ResultSet row, Map<Grid, Sum> sums) throws SQLException {
        Grid grid = new Grid(row.getInt("bucket"), row.getInt("columns"), row.getInt("rows"));
        Sum sum = sums.computeIfAbsent(grid, key -> new Sum(key.columns * key.rows));
        Array cells = row.getArray("cells");
        sum.add(
                row.getLong("frames"),
                cells == null ? new Integer[0] : (Integer[]) cells.getArray());
        return sum;
    }

    private record Grid(int bucket, int columns, int rows) {}

    private static final class Sum {
        private final long[] cells;
        private long frames;

        Sum(int size) {
            this.cells = new long[size];
        }

        void add(long moreFrames, Integer[] more) {
            frames += moreFrames;
            for (int i = 0; i < more.length; i++) {
                cells[i] += more[i];
            }
        }
    }
}
