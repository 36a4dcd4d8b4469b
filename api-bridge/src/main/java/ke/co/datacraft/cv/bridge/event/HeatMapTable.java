package ke.co.datacraft.cv.bridge.event;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.database.SqlQuery;

/** Heat maps out of {@code cv.heat_maps}, the stored hours of a bucket added up. */
final class HeatMapTable {

    private static final String HOURS =
            """
            SELECT greatest(width_bucket(h.bucket_start, ?), 1) AS bucket, h.columns, h.rows,
                   h.frames, h.cells
            FROM cv.heat_maps h
            """;

    private HeatMapTable() {}

    /** Maps by time; more than one of a bucket only where the grid was changed in it. */
    static List<HeatMap> read(Connection connection, HeatMapRequest request) throws SQLException {
        Map<Grid, Sum> sums = new LinkedHashMap<>();
        new SqlQuery(HOURS, (Object) request.begins().toArray(Instant[]::new))
                .where("h.tenant_id = ?", request.tenant())
                .where("h.source_id = ?", request.source())
                .where("h.bucket_start >= ?", request.after())
                .where("h.bucket_start < ?", request.before())
                .then("ORDER BY h.bucket_start")
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

    private static Sum sum(ResultSet row, Map<Grid, Sum> sums) throws SQLException {
        Grid grid = new Grid(row.getInt("bucket"), row.getInt("columns"), row.getInt("rows"));
        Sum sum = sums.computeIfAbsent(grid, key -> new Sum(key.columns * key.rows));
        sum.add(row.getLong("frames"), (Integer[]) row.getArray("cells").getArray());
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
            for (int i = 0; i < cells.length; i++) {
                cells[i] += more[i];
            }
        }
    }
}
