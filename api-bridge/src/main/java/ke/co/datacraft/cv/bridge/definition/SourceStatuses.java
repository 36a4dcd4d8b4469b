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

    private static final String[] FIELDS = {RedisKeys.SOURCE_STATUS, "uri", "last_frame_at"};

    private final RedisConnection redis;

    SourceStatuses(RedisConnection redis) {
        this.redis = redis;
    }

    /** States of sources by id; those that told nothing are left out. */
    Map<String, ObjectNode> of(String tenant, List<String> sources) {
        Map<String, ObjectNode> known = new HashMap<>();
        for (String source : sources) {
            String key = RedisKeys.source(tenant, source);
            redis.ask(client -> client.hmget(key, FIELDS))
                    .filter(fields -> fields.get(0) != null)
                    .ifPresent(fields -> put(known, source, fields));
        }
        return known;
    }

    private static boolean isTold(String field) {
        return field != null && !field.isEmpty();
    }

    private static void put(Map<String, ObjectNode> known, String source, List<String> fields) {
        try {
            SourceStatus status =
                    ContractCodec.read(
                            fields.get(0).getBytes(StandardCharsets.UTF_8), SourceStatus.class);
            ObjectNode shown = (ObjectNode) BridgeJson.tree(ContractCodec.toJson(status));
            String uri = fields.get(1);
            if (status.lastFrameUri() == null && isTold(uri)) {
                // CameraJob was started anew; VisionJob analysed a frame before.
                shown.put("last_frame_uri", uri);
                String time = fields.get(2);
                if (isTold(time)) {
                    shown.put("last_frame_time", time);
                }
            }
            known.put(source, shown);
        } catch (ContractException e) {
            // A later release may write what this one does not read.
            known.remove(source);
        }
    }
}
