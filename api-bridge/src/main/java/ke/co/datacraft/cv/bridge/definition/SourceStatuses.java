package ke.co.datacraft.cv.bridge.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.redis.RedisConnection;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.SourceStatus;

/** How sources are, as Redis holds it; nothing is known while Redis is away. */
final class SourceStatuses {

    private final RedisConnection redis;

    SourceStatuses(RedisConnection redis) {
        this.redis = redis;
    }

    /** States of sources by id; those that told nothing are left out. */
    Map<String, ObjectNode> of(String tenant, List<String> sources) {
        Map<String, ObjectNode> known = new HashMap<>();
        for (String source : sources) {
            String key = RedisKeys.source(tenant, source);
            redis.ask(client -> client.hget(key, RedisKeys.SOURCE_STATUS))
                    .ifPresent(json -> put(known, source, json));
        }
        return known;
    }

    private static void put(Map<String, ObjectNode> known, String source, String json) {
        try {
            SourceStatus status =
                    ContractCodec.read(json.getBytes(StandardCharsets.UTF_8), SourceStatus.class);
            known.put(source, (ObjectNode) BridgeJson.tree(ContractCodec.toJson(status)));
        } catch (ContractException e) {
            // A later release may write what this one does not read.
            known.remove(source);
        }
    }
}
