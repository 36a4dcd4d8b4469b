package ke.co.datacraft.cv.bridge.definition;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.ZoneDefinition;

/** Removes a source with its zones: they mean nothing without its picture. */
final class SourceRemoval {

    private static final String RULES_THAT_NAME =
            """
            SELECT id FROM cv.rules
            WHERE tenant_id = ?
              AND (jsonb_exists_any(definition #> '{when,sources}', ?)
                   OR jsonb_exists_any(definition #> '{when,zones}', ?))
            ORDER BY id COLLATE "C" LIMIT 1000
            """;

    private final DefinitionStore<SourceDefinition> sources;
    private final DefinitionStore<ZoneDefinition> zones;

    SourceRemoval(BridgeServices services, DefinitionStore<SourceDefinition> sources) {
        this.sources = sources;
        this.zones = new DefinitionStore<>(services, DefinitionKind.ZONE);
    }

    /**
     * @param precondition is given the version that the source has
     */
    RemovedSource remove(String tenant, String id, LongConsumer precondition) {
        return sources.commit(
                tenant,
                connection -> {
                    precondition.accept(sources.locked(connection, tenant, id).version());
                    List<String> gone = zones(connection, tenant, id);
                    for (String zone : gone) {
                        zones.remove(connection, tenant, zone);
                    }
                    sources.remove(connection, tenant, id);
                    return new RemovedSource(id, gone, rules(connection, tenant, id, gone));
                });
    }

    /** New ones cannot come: whoever draws a zone holds its source, which is locked. */
    private static List<String> zones(Connection connection, String tenant, String source)
            throws SQLException {
        return new SqlQuery("SELECT id FROM cv.zones")
                .where("tenant_id = ?", tenant)
                .where("source_id = ?", source)
                .then("ORDER BY id COLLATE \"C\" FOR UPDATE")
                .list(connection, row -> row.getString(1));
    }

    private static List<String> rules(
            Connection connection, String tenant, String source, List<String> gone)
            throws SQLException {
        return new SqlQuery(
                        RULES_THAT_NAME, tenant, new String[] {source}, gone.toArray(String[]::new))
                .list(connection, row -> row.getString(1));
    }
}
