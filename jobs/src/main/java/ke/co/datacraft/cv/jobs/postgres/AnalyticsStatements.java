package ke.co.datacraft.cv.jobs.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.operators.analytics.CountRow;
import ke.co.datacraft.cv.operators.analytics.HeatRow;

/** Statements that write events, alerts and counts, and how messages are bound to them. */
public final class AnalyticsStatements {

    /** Writes an {@link AnalyticsEvent}; one of a lower sequence than that of the row is none. */
    public static final String EVENTS =
            Upsert.row(
                            "cv.events",
                            "id tenant_id source_id kind label zone_id zones track_id"
                                    + " top_confidence start_time end_time sequence document::jsonb"
                                    + " updated_at",
                            "source_id kind start_time")
                    + " WHERE events.sequence < EXCLUDED.sequence";

    /** Writes an {@link Alert}; one of a lower sequence than that of the row is none. */
    public static final String ALERTS =
            Upsert.row(
                            "cv.alerts",
                            "id tenant_id rule_id severity source_id zone_id labels message"
                                    + " start_time end_time sequence document::jsonb updated_at",
                            "rule_id start_time")
                    + " WHERE alerts.sequence < EXCLUDED.sequence";

    /** Writes a {@link CountRow}; the last one written holds. */
    public static final String COUNTS =
            Upsert.row(
                    "cv.analytics_counts",
                    "id tenant_id source_id zone_id zone_kind label bucket_start bucket_seconds"
                            + " count_in count_out unique_tracks occupancy_mean occupancy_max"
                            + " dwell_count dwell_mean_seconds dwell_p50_seconds"
                            + " dwell_p90_seconds dwell_max_seconds updated_at",
                    "source_id zone_id label bucket_start bucket_seconds");

    /** Writes a {@link HeatRow}; the last one written holds. */
    public static final String HEAT_MAPS =
            Upsert.row(
                    "cv.heat_maps",
                    "id tenant_id source_id label bucket_start bucket_seconds columns rows frames"
                            + " cells updated_at",
                    "source_id label bucket_start bucket_seconds");

    private AnalyticsStatements() {}

    /** Binds {@link #EVENTS}. */
    public static void bind(PreparedStatement statement, AnalyticsEvent event) throws SQLException {
        Set<String> zones = new LinkedHashSet<>();
        if (event.zoneId() != null) {
            zones.add(event.zoneId());
        }
        zones.addAll(event.after().enteredZones());
        new Parameters(statement)
                .uuid(event.id())
                .text(event.tenantId())
                .text(event.sourceId())
                .text(event.kind().name().toLowerCase(Locale.ROOT))
                .text(event.label())
                .text(event.zoneId())
                .array("text", zones.toArray())
                .numberOrNull(event.trackId())
                .numberOrNull(event.after().topConfidence())
                .time(event.startTime())
                .time(event.endTime())
                .number(event.sequence())
                .text(ContractCodec.toJson(event))
                .time(Instant.now());
    }

    /** Binds {@link #ALERTS}. */
    public static void bind(PreparedStatement statement, Alert alert) throws SQLException {
        new Parameters(statement)
                .uuid(alert.id())
                .text(alert.tenantId())
                .text(alert.ruleId())
                .text(alert.severity().name().toLowerCase(Locale.ROOT))
                .text(alert.sourceId())
                .text(alert.zoneId())
                .array("text", alert.labels().toArray())
                .text(alert.message())
                .time(alert.startTime())
                .time(alert.endTime())
                .number(alert.sequence())
                .text(ContractCodec.toJson(alert))
                .time(Instant.now());
    }

    /** Binds {@link #COUNTS}. */
    public static void bind(PreparedStatement statement, CountRow row) throws SQLException {
        new Parameters(statement)
                .uuid(row.id())
                .text(row.tenantId())
                .text(row.sourceId())
                .text(row.zoneId())
                .text(row.zoneKind())
                .text(row.label())
                .time(row.bucketStart())
                .number(row.bucketSeconds())
                .number(row.countIn())
                .number(row.countOut())
                .number(row.uniqueTracks())
                .number(row.occupancyMean())
                .number(row.occupancyMax())
                .number(row.dwellCount())
                .numberOrNull(row.dwellMeanSeconds())
                .numberOrNull(row.dwellP50Seconds())
                .numberOrNull(row.dwellP90Seconds())
                .numberOrNull(row.dwellMaxSeconds())
                .time(Instant.now());
    }

    /** Binds {@link #HEAT_MAPS}. */
    public static void bind(PreparedStatement statement, HeatRow row) throws SQLException {
        new Parameters(statement)
                .uuid(row.id())
                .text(row.tenantId())
                .text(row.sourceId())
                .text(row.label())
                .time(row.bucketStart())
                .number(row.bucketSeconds())
                .number(row.columns())
                .number(row.rows())
                .number(row.frames())
                .array("integer", row.cells().toArray())
                .time(Instant.now());
    }
}
