package ke.co.datacraft.cv.bridge.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.bridge.settings.RetentionSettings;
import ke.co.datacraft.cv.contracts.FrameNames;

/**
 * How long the objects of each source are kept: by its definition, else, and where it has none any
 * more, as the installation says.
 */
final class FrameRetentions {

    private static final String SELECT =
            "SELECT tenant_id, id, (definition #>> '{retention,frame_seconds}')::bigint AS frames,"
                    + " (definition #>> '{retention,event_frame_seconds}')::bigint AS evidence"
                    + " FROM cv.sources WHERE jsonb_exists(definition, 'retention')";

    private final RetentionSettings defaults;
    private final Map<String, Duration> defined = new HashMap<>();

    private FrameRetentions(RetentionSettings defaults) {
        this.defaults = defaults;
    }

    /** What the definitions say now. */
    static FrameRetentions read(Connection connection, RetentionSettings defaults)
            throws SQLException {
        FrameRetentions retentions = new FrameRetentions(defaults);
        new SqlQuery(SELECT)
                .list(
                        connection,
                        row -> {
                            String tenant = row.getString("tenant_id");
                            String source = row.getString("id");
                            retentions.put(
                                    FrameNames.folder(tenant, FrameNames.FRAMES, source),
                                    row.getObject("frames", Long.class));
                            retentions.put(
                                    FrameNames.folder(tenant, FrameNames.EVIDENCE, source),
                                    row.getObject("evidence", Long.class));
                            return source;
                        });
        return retentions;
    }

    private void put(String folder, Long seconds) {
        if (seconds != null) {
            defined.put(folder, Duration.ofSeconds(seconds));
        }
    }

    /**
     * How long the objects of a source are kept.
     *
     * @param folder what their keys begin with
     * @param kind {@link FrameNames#FRAMES} or {@link FrameNames#EVIDENCE}
     */
    Duration of(String folder, String kind) {
        Duration keep = kind.equals(FrameNames.EVIDENCE) ? defaults.evidence() : defaults.frames();
        return defined.getOrDefault(folder, keep);
    }
}
