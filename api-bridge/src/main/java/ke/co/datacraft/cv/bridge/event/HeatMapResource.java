package ke.co.datacraft.cv.bridge.event;

import java.util.List;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;

/** {@code /analytics/heatmap}. */
public final class HeatMapResource implements Resource {

    private final BridgeServices services;

    /**
     * The answer.
     *
     * @param sourceId of which source
     * @param labels classes that have maps in this time, whichever were asked for
     * @param items by time
     */
    record HeatMaps(String sourceId, List<String> labels, List<HeatMap> items) {}

    /** Heat maps in the database. */
    public HeatMapResource(BridgeServices services) {
        this.services = services;
    }

    @Override
    public void register(Routes routes) {
        routes.on("mapHeat", this::map);
    }

    private void map(Call call) {
        HeatMapRequest request = HeatMapRequest.of(call, services.clock().instant());
        HeatMaps maps =
                services.database()
                        .read(
                                call.tenant(),
                                connection ->
                                        new HeatMaps(
                                                request.source(),
                                                HeatMapTable.labels(connection, request),
                                                HeatMapTable.read(connection, request)));
        call.json(200, maps);
    }
}
