package ke.co.datacraft.cv.bridge.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.outbox.OutboxMessage;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.ModelShare;

/**
 * What the bridge knows of models: what was ordered through it, and what made results. Which
 * versions a repository holds only VisionJob can tell.
 */
final class ModelCatalog {

    private static final String INACTIVE = "inactive";

    private final BridgeServices services;

    ModelCatalog(BridgeServices services) {
        this.services = services;
    }

    /** All models, by name. */
    List<ModelView> list(String tenant) {
        List<Activation> orders = services.database().system(ModelTable::activations);
        List<SeenVersion> seen =
                services.database().read(tenant, connection -> ModelTable.seen(connection, tenant));
        Map<String, Activation> ordered = new TreeMap<>();
        orders.forEach(order -> ordered.put(order.model(), order));
        seen.forEach(version -> ordered.putIfAbsent(version.model(), null));
        List<ModelView> models = new ArrayList<>();
        ordered.forEach((model, order) -> models.add(view(model, order, seen)));
        return models;
    }

    /**
     * One model.
     *
     * @throws ApiError {@link ErrorCode#NOT_FOUND}
     */
    ModelView get(String tenant, String model) {
        return list(tenant).stream()
                .filter(view -> view.name().equals(model))
                .findFirst()
                .orElseThrow(() -> ApiError.notFound("model", model));
    }

    /** Orders running jobs to use a version. */
    void activate(ModelActivation order) {
        write(new Activation(order.model(), order, 0, order.updatedBy(), order.updatedAt()));
    }

    /**
     * Orders running jobs to leave the model to the repository again.
     *
     * @throws ApiError {@link ErrorCode#NOT_FOUND} where nothing was ordered
     */
    void deactivate(String model, String by, Instant at) {
        write(new Activation(model, null, 0, by, at));
    }

    private void write(Activation activation) {
        String topic = services.settings().kafka().topics().models();
        services.database()
                .system(
                        connection -> {
                            if (activation.order() == null) {
                                requireOrder(connection, activation.model());
                            }
                            ModelTable.write(connection, activation);
                            services.outbox()
                                    .add(
                                            connection,
                                            OutboxMessage.of(
                                                    topic,
                                                    activation.model(),
                                                    activation.order(),
                                                    null));
                            return null;
                        });
        services.outbox().wake();
    }

    private static void requireOrder(Connection connection, String model) throws SQLException {
        if (ModelTable.activation(connection, model)
                .filter(activation -> activation.order() != null)
                .isEmpty()) {
            throw ApiError.notFound("activation of model", model);
        }
    }

    private static ModelView view(String model, Activation activation, List<SeenVersion> seen) {
        ModelActivation order = activation == null ? null : activation.order();
        Map<String, ModelView.Version> versions = new LinkedHashMap<>();
        if (order != null) {
            put(versions, order.version(), "active");
            trial(versions, order.canary(), "canary");
            trial(versions, order.shadow(), "shadow");
        }
        for (SeenVersion one : seen) {
            if (one.model().equals(model)) {
                ModelView.Version known = versions.get(one.version());
                versions.put(
                        one.version(),
                        new ModelView.Version(
                                one.version(),
                                known == null ? INACTIVE : known.state(),
                                one.sha256(),
                                one.results(),
                                one.lastUsedAt()));
            }
        }
        return new ModelView(
                model,
                order == null ? null : order.version(),
                order == null ? null : order.canary(),
                order == null ? null : order.shadow(),
                activation == null ? null : activation.updatedBy(),
                activation == null ? null : activation.updatedAt(),
                List.copyOf(versions.values()));
    }

    private static void trial(
            Map<String, ModelView.Version> versions, ModelShare share, String state) {
        if (share != null) {
            put(versions, share.version(), state);
        }
    }

    private static void put(Map<String, ModelView.Version> versions, String version, String state) {
        versions.putIfAbsent(version, new ModelView.Version(version, state, null, null, null));
    }
}
