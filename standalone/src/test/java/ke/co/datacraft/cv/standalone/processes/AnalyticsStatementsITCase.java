package ke.co.datacraft.cv.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.jobs.postgres.AnalyticsStatements;
import ke.co.datacraft.cv.operators.analytics.CountRow;
import ke.co.datacraft.cv.operators.analytics.HeatRow;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statements of events, alerts, counts and heat maps on a real server. */
class AnalyticsStatementsITCase {

    private static final UUID ID = UUID.fromString("00000000-0000-5000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static EmbeddedPostgres server;
    private static TestingDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.start();
        database =
                TestingDatabase.create(
                        "postgresql://postgres@localhost:" + server.getPort() + "/postgres",
                        "analytics");
        database.execute("SELECT create_tenant_schema('acme')");
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        database.close();
        server.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        database.execute("TRUNCATE cv.events, cv.alerts, cv.analytics_counts, cv.heat_maps");
    }

    @Test
    void anEventIsWhatItsMessageOfTheHighestNumberTells() throws Exception {
        AnalyticsEvent first = event("zone-update", "\"sequence\": ?\\d+", "\"sequence\":3");
        AnalyticsEvent later =
                event(
                        "zone-update",
                        "\"sequence\": ?\\d+",
                        "\"sequence\":4",
                        "\"entered_zones\": ?\\[",
                        "\"entered_zones\":[\"elsewhere\",");
        write(AnalyticsStatements.EVENTS, AnalyticsStatements::bind, List.of(first));
        write(AnalyticsStatements.EVENTS, AnalyticsStatements::bind, List.of(later, first));
        write(AnalyticsStatements.EVENTS, AnalyticsStatements::bind, List.of(first, later));
        assertThat(
                        rows(
                                "SELECT concat_ws(' ', id, tenant_id, source_id, kind, zone_id,"
                                        + " sequence, document->>'sequence') FROM cv.events"))
                .containsExactly(
                        String.join(
                                " ",
                                first.id().toString(),
                                first.tenantId(),
                                first.sourceId(),
                                first.kind().name().toLowerCase(Locale.ROOT),
                                first.zoneId(),
                                "4",
                                "4"));
        assertThat(rows("SELECT unnest(zones) FROM cv.events"))
                .startsWith(first.zoneId())
                .contains("elsewhere")
                .doesNotHaveDuplicates();
        assertThat(rows("SELECT document::text FROM cv.events"))
                .allSatisfy(
                        document ->
                                assertThat(
                                                ContractCodec.readTrusted(
                                                        document.getBytes(StandardCharsets.UTF_8),
                                                        AnalyticsEvent.class))
                                        .isEqualTo(later));
    }

    @Test
    void anEventThatIsOverHasAnEnd() throws Exception {
        AnalyticsEvent end = event("line-end");
        write(AnalyticsStatements.EVENTS, AnalyticsStatements::bind, List.of(end));
        assertThat(rows("SELECT id::text FROM cv.events WHERE end_time IS NOT NULL"))
                .containsExactly(end.id().toString());
    }

    @Test
    void anAlertIsWhatItsMessageOfTheHighestNumberTells() throws Exception {
        Alert begin = read("alerts.v1.new", Alert.class);
        Alert end = read("alerts.v1.end", Alert.class);
        List<Alert> messages =
                begin.id().equals(end.id()) ? List.of(begin, end, begin) : List.of(begin, end);
        write(AnalyticsStatements.ALERTS, AnalyticsStatements::bind, messages);
        assertThat(
                        rows(
                                "SELECT concat_ws(' ', rule_id, severity, sequence,"
                                        + " end_time IS NULL) FROM cv.alerts WHERE id = '"
                                        + end.id()
                                        + "'"))
                .containsExactly(
                        String.join(
                                " ",
                                end.ruleId(),
                                end.severity().name().toLowerCase(Locale.ROOT),
                                Integer.toString(end.sequence()),
                                "f"));
    }

    @Test
    void theLastCountsOfAWindowHold() throws Exception {
        write(
                AnalyticsStatements.COUNTS,
                AnalyticsStatements::bind,
                List.of(counts(5, 2.5), counts(3, null), counts(7, 4.5)));
        assertThat(
                        rows(
                                "SELECT concat_ws(' ', zone_id, zone_kind, label, bucket_seconds,"
                                        + " count_in, occupancy_mean, dwell_p50_seconds)"
                                        + " FROM cv.analytics_counts"))
                .containsExactly("yard polygon car 60 7 0.5 4.5");
    }

    @Test
    void aHeatMapIsWrittenOverAndFillsItsGrid() throws Exception {
        write(
                AnalyticsStatements.HEAT_MAPS,
                AnalyticsStatements::bind,
                List.of(heat(List.of(1, 0, 0, 0, 0, 2)), heat(List.of(1, 0, 9, 0, 0, 2))));
        assertThat(
                        rows(
                                "SELECT concat_ws(' ', label, columns, rows, frames, cells)"
                                        + " FROM cv.heat_maps"))
                .containsExactly("car 3 2 10 {1,0,9,0,0,2}");
    }

    @Test
    void rowsAreInThePartitionsOfTheirTenant() throws Exception {
        write(AnalyticsStatements.COUNTS, AnalyticsStatements::bind, List.of(counts(1, null)));
        write(
                AnalyticsStatements.HEAT_MAPS,
                AnalyticsStatements::bind,
                List.of(heat(List.of(1, 0, 0, 0, 0, 2))));
        assertThat(rows("SELECT count(*)::text FROM cv_tenant_acme.heat_maps"))
                .containsExactly("1");
        assertThat(rows("SELECT count(*)::text FROM cv_tenant_acme.analytics_counts"))
                .containsExactly("1");
    }

    private static CountRow counts(long in, Double dwell) {
        return new CountRow(
                ID, "acme", "gate", "yard", "polygon", "car", NOON, 60, in, 1, 2, 0.5, 1, 1, dwell,
                dwell, dwell, dwell);
    }

    private static HeatRow heat(List<Integer> cells) {
        return new HeatRow(ID, "acme", "gate", "car", NOON, 3600, 3, 2, 10, cells);
    }

    private static AnalyticsEvent event(String variant, String... replacements) throws Exception {
        return read("events.v1." + variant, AnalyticsEvent.class, replacements);
    }

    private static <T> T read(String name, Class<T> type, String... replacements)
            throws IOException {
        String json = new String(GoldenSamples.bytes(name), StandardCharsets.UTF_8);
        for (int i = 0; i < replacements.length; i += 2) {
            json = json.replaceAll(replacements[i], replacements[i + 1]);
        }
        return ContractCodec.readTrusted(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static <T> void write(String sql, JdbcStatementBuilder<T> binder, List<T> rows)
            throws SQLException {
        try (PreparedStatement statement = database.connection().prepareStatement(sql)) {
            for (T row : rows) {
                binder.accept(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
