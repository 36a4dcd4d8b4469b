package ke.co.datacraft.cv.bridge.system;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.settings.LinkSettings;

/** What the page of the system shows beside the state of the dependencies. */
public final class SystemReport {

    private static final String THROUGHPUT =
            """
            SELECT
                (SELECT count(*) FROM cv.processing_jobs
                 WHERE tenant_id = ? AND status = 'PENDING') AS jobs_pending,
                (SELECT count(*) FROM cv.processing_jobs
                 WHERE tenant_id = ? AND status = 'PROCESSING') AS jobs_processing,
                images.last_minute AS images_last_minute,
                images.last_hour AS images_last_hour,
                (SELECT count(*) FROM cv.dead_letters
                 WHERE tenant_id = ? AND failed_at >= now() - interval '1 hour')
                    AS dead_letters_last_hour
            FROM (
                SELECT count(*) AS last_hour,
                       count(*) FILTER (WHERE created_at >= now() - interval '1 minute')
                           AS last_minute
                FROM cv.image_processing
                WHERE tenant_id = ? AND created_at >= now() - interval '1 hour') images
            """;

    private static final int MAX_WAITING = 1_000_000;
    private static final String WAITING =
            "SELECT count(*) FROM (SELECT FROM cv.outbox LIMIT " + MAX_WAITING + ") waiting";

    private final Database database;
    private final LinkSettings links;
    private final Clock clock;
    private final Instant startedAt;

    /**
     * @param database the tenants' work
     * @param links pages to link to
     * @param clock what time it is; the bridge started now
     */
    public SystemReport(Database database, LinkSettings links, Clock clock) {
        this.database = database;
        this.links = links;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Uptime, the tenant's work, and links. */
    Map<String, Object> of(Principal principal) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("started_at", startedAt);
        report.put("uptime_seconds", Duration.between(startedAt, clock.instant()).toSeconds());
        String tenant = principal.tenant();
        report.put("throughput", database.read(tenant, c -> throughput(c, tenant)));
        if (principal.roles().contains(Role.ADMIN)) {
            report.put("outbox_waiting", database.system(SystemReport::waiting));
        }
        report.put("links", links());
        return report;
    }

    /** Pages that a signed-in user may want to open. */
    public Map<String, String> links() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("docs", "/docs");
        pages.put("openapi", "/openapi.yaml");
        if (links.flinkDashboard() != null) {
            pages.put("flink_dashboard", links.flinkDashboard());
        }
        return pages;
    }

    private static long waiting(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAITING);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Map<String, Object> throughput(Connection connection, String tenant)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(THROUGHPUT)) {
            for (int i = 1; i <= 4; i++) {
                statement.setString(i, tenant);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Map<String, Object> counts = new LinkedHashMap<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    counts.put(row.getMetaData().getColumnLabel(i), row.getLong(i));
                }
                return counts;
            }
        }
    }
}
