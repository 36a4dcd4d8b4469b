package ke.co.datacraft.cv.bridge.definition;

import java.util.List;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.EntityTag;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.contracts.SourceDefinition;

/** {@code /sources}: cameras and other feeds. */
public final class SourcesResource implements Resource {

    private final DefinitionHandlers<SourceDefinition> sources;
    private final SourceRemoval removal;

    /** Sources of the tenants. */
    public SourcesResource(BridgeServices services) {
        sources =
                new DefinitionHandlers<>(
                        services, DefinitionKind.SOURCE, (connection, change) -> {});
        removal = new SourceRemoval(services, sources.store());
    }

    @Override
    public void register(Routes routes) {
        routes.on("listSources", call -> call.json(200, sources.page(call, List.of())));
        routes.on("createSource", sources::create);
        routes.on("getSource", call -> call.json(200, sources.one(call)));
        routes.on("updateSource", sources::change);
        routes.on("deleteSource", this::delete);
    }

    private void delete(Call call) {
        RemovedSource removed =
                removal.remove(
                        call.tenant(), sources.id(call), version -> EntityTag.check(call, version));
        call.audit("source.delete", "source", removed.id());
        removed.zones().forEach(zone -> call.audit("zone.delete", "zone", zone));
        call.json(200, removed);
    }
}
