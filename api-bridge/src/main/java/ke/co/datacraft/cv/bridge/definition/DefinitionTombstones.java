package ke.co.datacraft.cv.bridge.definition;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.bridge.outbox.Outbox;
import ke.co.datacraft.cv.bridge.outbox.OutboxMessage;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.Topics;

/** Takes back all that a tenant defined. */
public final class DefinitionTombstones {

    private DefinitionTombstones() {}

    /**
     * Removes a tenant's rules, zones and sources and tells so.
     *
     * @param connection one that sees the tenant's rows
     */
    public static void write(Connection connection, Outbox outbox, Topics topics, String tenant)
            throws SQLException {
        List<OutboxMessage> tombstones = new ArrayList<>();
        for (DefinitionKind<?> kind :
                List.of(DefinitionKind.RULE, DefinitionKind.ZONE, DefinitionKind.SOURCE)) {
            List<String> ids =
                    new SqlQuery("DELETE FROM " + kind.table())
                            .where("tenant_id = ?", tenant)
                            .then("RETURNING id")
                            .list(connection, row -> row.getString(1));
            for (String id : ids) {
                tombstones.add(
                        OutboxMessage.of(
                                kind.topic().apply(topics),
                                DefinitionKeys.key(tenant, id),
                                null,
                                tenant));
            }
        }
        outbox.add(connection, tombstones);
    }
}
