package ke.co.datacraft.cv.bridge.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.EntityTag;
import ke.co.datacraft.cv.bridge.http.Page;
import ke.co.datacraft.cv.bridge.http.PageCursor;

/** What requests about sources, zones and rules have in common. */
final class DefinitionHandlers<T extends Record> {

    private final BridgeServices services;
    private final DefinitionKind<T> kind;
    private final DefinitionStore<T> store;
    private final DefinitionStore.Guard<T> guard;

    /**
     * @param guard what must hold when one is written
     */
    DefinitionHandlers(
            BridgeServices services, DefinitionKind<T> kind, DefinitionStore.Guard<T> guard) {
        this.services = services;
        this.kind = kind;
        this.store = new DefinitionStore<>(services, kind);
        this.guard = guard;
    }

    /**
     * A page of definitions.
     *
     * @param sources only those of these sources; all when empty
     */
    Page<ObjectNode> page(Call call, List<String> sources) {
        String list = kind.noun() + "s";
        DefinitionFilter filter =
                new DefinitionFilter(
                        call.query("enabled").map(Boolean::valueOf),
                        sources,
                        PageCursor.of(call, list));
        int limit = Page.limit(call);
        return Page.of(
                store.list(call.tenant(), filter, limit),
                limit,
                row -> PageCursor.of(list, row.id()),
                StoredDefinition::document);
    }

    /** The definition that the path names; its version goes into the answer's tag. */
    ObjectNode one(Call call) {
        StoredDefinition found = store.get(call.tenant(), id(call));
        EntityTag.set(call, found.version());
        return found.document();
    }

    void create(Call call) {
        ObjectNode document = call.body().deepCopy();
        StoredDefinition created = store.create(Author.of(call, services.clock()), document, guard);
        call.audit(kind.noun() + ".create", kind.noun(), created.id());
        call.location("/api/v1/" + kind.noun() + "s/" + created.id());
        answer(call, 201, created);
    }

    void change(Call call) {
        change(call, guard);
    }

    void change(Call call, DefinitionStore.Guard<T> guard) {
        StoredDefinition changed =
                store.change(
                        Author.of(call, services.clock()),
                        id(call),
                        call.body(),
                        version -> EntityTag.check(call, version),
                        guard);
        call.audit(kind.noun() + ".change", kind.noun(), changed.id());
        answer(call, 200, changed);
    }

    void delete(Call call) {
        store.delete(call.tenant(), id(call), version -> EntityTag.check(call, version));
        call.audit(kind.noun() + ".delete", kind.noun(), id(call));
        call.noContent();
    }

    DefinitionStore<T> store() {
        return store;
    }

    String id(Call call) {
        return call.path(kind.noun() + "_id");
    }

    private static void answer(Call call, int status, StoredDefinition stored) {
        EntityTag.set(call, stored.version());
        call.json(status, stored.document());
    }
}
