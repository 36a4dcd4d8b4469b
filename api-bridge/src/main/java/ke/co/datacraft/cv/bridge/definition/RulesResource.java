package ke.co.datacraft.cv.bridge.definition;

import java.util.List;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.contracts.RuleDefinition;

/** {@code /rules}: which events become alerts. */
public final class RulesResource implements Resource {

    private final DefinitionHandlers<RuleDefinition> rules;

    /** Rules may name sources and zones that come later. */
    public RulesResource(BridgeServices services) {
        rules = new DefinitionHandlers<>(services, DefinitionKind.RULE, (connection, change) -> {});
    }

    @Override
    public void register(Routes routes) {
        routes.on("listRules", call -> call.json(200, rules.page(call, List.of())));
        routes.on("createRule", rules::create);
        routes.on("getRule", call -> call.json(200, rules.one(call)));
        routes.on("updateRule", rules::change);
        routes.on("deleteRule", rules::delete);
    }
}
