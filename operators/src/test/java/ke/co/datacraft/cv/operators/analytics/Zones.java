package ke.co.datacraft.cv.operators.analytics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ZoneDefinition;

/** Zones for tests, as their JSON. */
final class Zones {

    private Zones() {}

    static ZoneDefinition area(String id, String points, Consumer<ObjectNode> more) {
        return zone(id, "polygon", points, more);
    }

    static ZoneDefinition line(String id, String points, Consumer<ObjectNode> more) {
        return zone(id, "line", points, more);
    }

    /** The middle of the picture: 300 to 700 in both directions. */
    static ZoneDefinition middle(Consumer<ObjectNode> more) {
        return area("middle", "[[0.3,0.3],[0.7,0.3],[0.7,0.7],[0.3,0.7]]", more);
    }

    private static ZoneDefinition zone(
            String id, String kind, String points, Consumer<ObjectNode> more) {
        String json =
                """
                {"schema_version": 1, "tenant_id": "acme", "id": "%s", "source_id": "gate",
                 "kind": "%s", "points": %s}
                """
                        .formatted(id, kind, points);
        try {
            ObjectNode node =
                    (ObjectNode) ContractCodec.tree(json.getBytes(StandardCharsets.UTF_8));
            more.accept(node);
            return ContractCodec.convert(node, ZoneDefinition.class);
        } catch (ContractException e) {
            throw new IllegalStateException(e);
        }
    }
}
