package ke.co.datacraft.cv.bridge.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.TaskRequest;

/** Reads a tenant's jobs page by page. */
final class JobList {

    /**
     * A page.
     *
     * @param items jobs
     * @param nextCursor place of the next page; null on the last one
     */
    record Page(List<JobView> items, String nextCursor) {}

    private final StringBuilder query =
            new StringBuilder("SELECT " + JobRows.COLUMNS + " FROM cv.processing_jobs");
    private final List<Object> values = new ArrayList<>();

    private JobList() {}

    static Page read(Connection connection, String tenant, JobQuery query, Optional<JobCursor> from)
            throws SQLException {
        JobList list = new JobList();
        list.filter(tenant, query);
        JobOrder order = query.order();
        from.ifPresent(place -> list.behind(order, place));
        list.order(order, query.limit() + 1);
        return list.page(connection, query);
    }

    private void filter(String tenant, JobQuery filter) {
        where(" WHERE tenant_id = ?", tenant);
        // Without a value there is no place in the order. Only old foreign rows can lack one.
        query.append(" AND ").append(filter.order().key().column()).append(" IS NOT NULL");
        if (!filter.states().isEmpty()) {
            where(" AND status = ANY (?)", filter.states().toArray(String[]::new));
        }
        filter.task().ifPresent(this::task);
        filter.name()
                .ifPresent(name -> where(" AND position(lower(?) IN lower(job_name)) > 0", name));
        filter.contentType().ifPresent(type -> where(" AND content_type = ?", type));
        filter.createdBy().ifPresent(subject -> where(" AND created_by = ?", subject));
        filter.after()
                .ifPresent(time -> where(" AND created_at >= ?", time.atOffset(ZoneOffset.UTC)));
        filter.before()
                .ifPresent(time -> where(" AND created_at < ?", time.atOffset(ZoneOffset.UTC)));
    }

    /** The request says all tasks; a row that the stream made has them in one text only. */
    private void task(String task) {
        where(" AND (processing_parameters @> CAST(? AS JSONB)", asked(task));
        where(" OR ? = ANY (string_to_array(processing_type, ',')))", task);
    }

    private static String asked(String task) {
        record Asked(String task) {}
        record Tasks(List<Asked> tasks) {}
        return ContractCodec.toJson(new Tasks(List.of(new Asked(TaskRequest.of(task).task()))));
    }

    private void behind(JobOrder order, JobCursor place) {
        query.append(" AND (")
                .append(order.key().column())
                .append(", id) ")
                .append(order.descending() ? '<' : '>')
                .append(" (?, ?)");
        values.add(place.value());
        values.add(place.id());
    }

    private void order(JobOrder order, int limit) {
        String direction = order.descending() ? " DESC" : " ASC";
        query.append(" ORDER BY ")
                .append(order.key().column())
                .append(direction)
                .append(", id")
                .append(direction);
        where(" LIMIT ?", limit);
    }

    private void where(String clause, Object value) {
        query.append(clause);
        values.add(value);
    }

    private Page page(Connection connection, JobQuery asked) throws SQLException {
        List<JobView> jobs = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query.toString())) {
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                statement.setObject(
                        i + 1,
                        value instanceof String[] texts
                                ? connection.createArrayOf("varchar", texts)
                                : value);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    jobs.add(JobRows.view(rows));
                }
            }
        }
        if (jobs.size() <= asked.limit()) {
            return new Page(jobs, null);
        }
        List<JobView> items = List.copyOf(jobs.subList(0, asked.limit()));
        return new Page(items, JobCursor.encode(asked.order(), items.get(items.size() - 1)));
    }
}
