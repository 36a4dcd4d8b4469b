package ke.co.datacraft.cv.bridge;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.bridge.http.Interceptor;
import ke.co.datacraft.cv.bridge.http.OpenApi;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.live.EventStreamResource;
import ke.co.datacraft.cv.bridge.metrics.HttpMetrics;
import ke.co.datacraft.cv.bridge.result.DocumentCipher;
import ke.co.datacraft.cv.bridge.result.JobResultsResource;
import ke.co.datacraft.cv.bridge.system.DocsResource;
import ke.co.datacraft.cv.bridge.system.InferenceProtocolResource;
import ke.co.datacraft.cv.bridge.system.MeResource;
import ke.co.datacraft.cv.bridge.system.SystemReport;
import ke.co.datacraft.cv.bridge.system.SystemResource;

/** Everything that answers requests or watches them. */
final class BridgeResources {

    private BridgeResources() {}

    static List<Resource> resources(BridgeServices services, OpenApi openApi) {
        List<Resource> resources = new ArrayList<>(services.access().resources());
        resources.addAll(system(services, openApi));
        resources.add(new JobResultsResource(services, new DocumentCipher(services.fieldCipher())));
        resources.add(new EventStreamResource(services.events(), services.settings().events()));
        return resources;
    }

    private static List<Resource> system(BridgeServices services, OpenApi openApi) {
        SystemReport report =
                new SystemReport(
                        services.database(), services.settings().links(), services.clock());
        return List.of(
                new SystemResource(
                        services.dependencies(), services.metrics(), report, openApi.version()),
                new MeResource(report),
                new DocsResource(openApi),
                new InferenceProtocolResource(
                        services.dependencies(), services.database(), openApi.version()));
    }

    static List<Interceptor> interceptors(BridgeServices services) {
        List<Interceptor> interceptors = new ArrayList<>(services.access().interceptors());
        interceptors.add(new HttpMetrics(services.metrics().registry()));
        return interceptors;
    }
}
