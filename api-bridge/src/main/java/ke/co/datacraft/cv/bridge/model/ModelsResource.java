package ke.co.datacraft.cv.bridge.model;

import java.time.temporal.ChronoUnit;
import java.util.List;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Page;
import ke.co.datacraft.cv.bridge.http.PageCursor;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.contracts.ActivationValidator;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.ModelShare;

/** {@code /models}. */
public final class ModelsResource implements Resource {

    private static final String LIST = "models";

    private final BridgeServices services;
    private final ModelCatalog catalog;

    /**
     * What shall serve.
     *
     * @param version the version
     * @param canary what serves a share instead, or null
     * @param shadow what analyses a share as well, or null
     */
    record Order(String version, ModelShare canary, ModelShare shadow) {}

    /** Models that were ordered or made results. */
    public ModelsResource(BridgeServices services) {
        this.services = services;
        this.catalog = new ModelCatalog(services);
    }

    @Override
    public void register(Routes routes) {
        routes.on("listModels", this::list);
        routes.on(
                "getModel", call -> call.json(200, catalog.get(call.tenant(), call.path("name"))));
        routes.on("activateModel", this::activate);
        routes.on("deactivateModel", this::deactivate);
    }

    private void list(Call call) {
        String after = PageCursor.of(call, LIST).map(PageCursor::name).orElse("");
        int limit = Page.limit(call);
        List<ModelView> models =
                catalog.list(call.tenant()).stream()
                        .filter(model -> model.name().compareTo(after) > 0)
                        .limit(limit + 1L)
                        .toList();
        call.json(
                200,
                Page.of(models, limit, model -> PageCursor.of(LIST, model.name()), model -> model));
    }

    private void activate(Call call) {
        Order order = call.body(Order.class);
        ModelActivation activation =
                new ModelActivation(
                        ContractCodec.SCHEMA_VERSION,
                        call.path("name"),
                        order.version(),
                        order.canary(),
                        order.shadow(),
                        call.principal().subject(),
                        services.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        try {
            ActivationValidator.validate(activation.model(), activation);
        } catch (ContractException e) {
            throw ApiError.invalid(e.getMessage().split(":")[0], e.getMessage());
        }
        catalog.activate(activation);
        call.audit("model.activate", "model", activation.model());
        call.json(202, catalog.get(call.tenant(), activation.model()));
    }

    private void deactivate(Call call) {
        catalog.deactivate(
                call.path("name"), call.principal().subject(), services.clock().instant());
        call.audit("model.deactivate", "model", call.path("name"));
        call.noContent();
    }
}
