package ke.co.datacraft.cv.bridge.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Page;
import ke.co.datacraft.cv.bridge.http.PageCursor;

/** Lists of things that began at a time and may go on: what events and alerts share. */
final class TimedList {

    private static final String NEWEST_FIRST = "-start_time";

    private final Database database;

    TimedList(Database database) {
        this.database = database;
    }

    /** The beginning of a query for a tenant's rows between the request's times. */
    static SqlQuery select(Call call, String table) {
        SqlQuery query =
                new SqlQuery("SELECT id, start_time, document FROM " + table)
                        .where("tenant_id = ?", call.tenant())
                        .any("source_id", call.queries("source_id"))
                        .given("start_time >= ?", call.queryTime("after"))
                        .given("start_time < ?", call.queryTime("before"));
        call.query("in_progress")
                .map(Boolean::valueOf)
                .ifPresent(
                        goesOn ->
                                query.where(goesOn ? "end_time IS NULL" : "end_time IS NOT NULL"));
        return query;
    }

    /**
     * A page of the rows.
     *
     * @param name what the list is called
     */
    Page<?> page(Call call, String name, SqlQuery query) {
        String sort = call.query("sort").orElse(NEWEST_FIRST);
        boolean descending = sort.equals(NEWEST_FIRST);
        String list = name + sort;
        Optional<PageCursor> after = PageCursor.of(call, list);
        after.ifPresent(
                place ->
                        query.where(
                                "(start_time, id) " + (descending ? "<" : ">") + " (?, ?)",
                                place.time(),
                                place.id()));
        String order = descending ? " DESC" : "";
        int limit = Page.limit(call);
        query.then("ORDER BY start_time" + order + ", id" + order + " LIMIT ?", limit + 1);
        List<TimedDocument> rows =
                database.read(call.tenant(), connection -> query.list(connection, TimedList::read));
        return Page.of(
                rows,
                limit,
                row -> PageCursor.of(list, row.startTime(), row.id()),
                TimedDocument::document);
    }

    private static TimedDocument read(ResultSet row) throws SQLException {
        return new TimedDocument(
                SqlQuery.time(row, "start_time"),
                row.getObject("id", UUID.class),
                BridgeJson.tree(row.getString("document")));
    }
}
