package ke.co.datacraft.cv.bridge.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;

/**
 * Health and metadata of the Open Inference Protocol, version 2, as monitoring tools ask for them.
 * It knows the models that were activated; tensors are not served.
 */
public final class InferenceProtocolResource implements Resource {

    private static final String NAME = "computer-vision";
    private static final String PLATFORM = "onnxruntime_onnx";
    private static final int RETRY_SECONDS = 5;
    private static final String ACTIVATION =
            "SELECT activation FROM cv.model_activations"
                    + " WHERE model = ? AND activation IS NOT NULL";

    private final DependencyMonitor dependencies;
    private final Database database;
    private final String version;

    /**
     * @param dependencies what the bridge depends on
     * @param database activations of models
     * @param version version of the interface
     */
    public InferenceProtocolResource(
            DependencyMonitor dependencies, Database database, String version) {
        this.dependencies = dependencies;
        this.database = database;
        this.version = version;
    }

    @Override
    public void register(Routes routes) {
        routes.on("getV2Server", this::server);
        routes.on("getV2Live", call -> call.json(200, Map.of("live", true)));
        routes.on("getV2Ready", this::ready);
        routes.on("getV2Model", this::model);
        routes.on("getV2ModelReady", this::modelReady);
    }

    private void server(Call call) {
        call.json(200, Map.of("name", NAME, "version", version, "extensions", List.of()));
    }

    private void ready(Call call) {
        if (!Readiness.of(dependencies.states()).isReady()) {
            throw new ApiError(
                            ErrorCode.DEPENDENCY_UNAVAILABLE, "The bridge cannot take requests now")
                    .cure("/ready tells what is away")
                    .retryAfter(RETRY_SECONDS);
        }
        call.json(200, Map.of("ready", true));
    }

    private void model(Call call) {
        String name = call.path("name");
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", name);
        model.put("versions", versions(name));
        model.put("platform", PLATFORM);
        model.put("inputs", List.of());
        model.put("outputs", List.of());
        call.json(200, model);
    }

    private void modelReady(Call call) {
        String name = call.path("name");
        versions(name);
        call.json(200, Map.of("name", name, "ready", true));
    }

    /** The active version, then its canary and shadow. */
    private Set<String> versions(String name) {
        JsonNode activation = database.system(connection -> activation(connection, name));
        if (activation == null) {
            throw ApiError.notFound("active model", name);
        }
        Set<String> versions = new LinkedHashSet<>();
        versions.add(activation.path("version").textValue());
        for (String trial : List.of("canary", "shadow")) {
            JsonNode share = activation.path(trial).path("version");
            if (share.isTextual()) {
                versions.add(share.textValue());
            }
        }
        return versions;
    }

    private static JsonNode activation(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ACTIVATION)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? BridgeJson.tree(row.getString(1)) : null;
            }
        }
    }
}
