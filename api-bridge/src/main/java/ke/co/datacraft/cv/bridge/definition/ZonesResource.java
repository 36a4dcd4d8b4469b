package ke.co.datacraft.cv.bridge.definition;

import java.sql.Connection;
import java.sql.SQLException;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.ZoneDefinition;

/** {@code /zones}: areas and directed lines in the pictures of sources. */
public final class ZonesResource implements Resource {

    private final DefinitionTable<SourceDefinition> sources =
            new DefinitionTable<>(DefinitionKind.SOURCE);
    private final DefinitionHandlers<ZoneDefinition> zones;

    /** A zone's source must be there. */
    public ZonesResource(BridgeServices services) {
        zones = new DefinitionHandlers<>(services, DefinitionKind.ZONE, this::holdSource);
    }

    @Override
    public void register(Routes routes) {
        routes.on("listZones", call -> call.json(200, zones.page(call, call.queries("source_id"))));
        routes.on("createZone", zones::create);
        routes.on("getZone", call -> call.json(200, zones.one(call)));
        routes.on("updateZone", zones::change);
        routes.on("deleteZone", zones::delete);
    }

    private void holdSource(Connection connection, DefinitionChange<ZoneDefinition> change)
            throws SQLException {
        String source = change.definition().sourceId();
        if (!sources.hold(connection, change.tenant(), source)) {
            throw ApiError.invalid("source_id", "There is no source " + source)
                    .cure("Define the source first, or name one that is defined");
        }
    }
}
