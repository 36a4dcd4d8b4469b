package ke.co.datacraft.cv.bridge;

import java.util.List;
import ke.co.datacraft.cv.bridge.http.Interceptor;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.metrics.HttpMetrics;

/** Everything that answers requests or watches them. */
final class BridgeResources {

    private BridgeResources() {}

    static List<Resource> resources(BridgeServices services) {
        return List.of();
    }

    static List<Interceptor> interceptors(BridgeServices services) {
        return List.of(new HttpMetrics(services.metrics().registry()));
    }
}
