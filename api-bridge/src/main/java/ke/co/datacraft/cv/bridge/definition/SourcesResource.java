package ke.co.datacraft.cv.bridge.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.EntityTag;
import ke.co.datacraft.cv.bridge.http.Page;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.contracts.SourceDefinition;

/** {@code /sources}: cameras and other feeds, with how they are. */
public final class SourcesResource implements Resource {

    private final DefinitionHandlers<SourceDefinition> sources;
    private final SourceRemoval removal;
    private final SourceStatuses statuses;
    private final SourcePlaces places;

    /** Sources of the tenants, and their states in Redis. */
    public SourcesResource(BridgeServices services) {
        places = new SourcePlaces(services.settings());
        sources =
                new DefinitionHandlers<>(
                        services,
                        DefinitionKind.SOURCE,
                        (connection, change) -> places.check(change.definition()));
        removal = new SourceRemoval(services, sources.store());
        statuses = new SourceStatuses(services.redis());
    }

    @Override
    public void register(Routes routes) {
        routes.on("listSources", this::list);
        routes.on("createSource", sources::create);
        routes.on("getSource", this::get);
        routes.on("updateSource", this::change);
        routes.on("deleteSource", this::delete);
    }

    private void list(Call call) {
        Page<ObjectNode> page = sources.page(call, List.of());
        Map<String, ObjectNode> known =
                statuses.of(
                        call.tenant(),
                        page.items().stream().map(source -> source.path("id").asText()).toList());
        page.items().forEach(source -> show(source, known.get(source.path("id").asText())));
        call.json(200, page);
    }

    private void get(Call call) {
        ObjectNode source = sources.one(call);
        String id = sources.id(call);
        show(source, statuses.of(call.tenant(), List.of(id)).get(id));
        call.json(200, source);
    }

    /** A source whose address is refused by now can still be paused and described. */
    private void change(Call call) {
        boolean opens = call.body().has("uri") || call.body().path("enabled").asBoolean(false);
        sources.change(
                call,
                (connection, change) -> {
                    if (opens) {
                        places.check(change.definition());
                    }
                });
    }

    private static void show(ObjectNode source, ObjectNode status) {
        if (status != null) {
            source.set("status", status);
        }
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
