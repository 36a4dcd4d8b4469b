package ke.co.datacraft.cv.bridge;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.bridge.deadletter.DeadLettersResource;
import ke.co.datacraft.cv.bridge.definition.RulesResource;
import ke.co.datacraft.cv.bridge.definition.SourcesResource;
import ke.co.datacraft.cv.bridge.definition.ZonesResource;
import ke.co.datacraft.cv.bridge.event.CountsResource;
import ke.co.datacraft.cv.bridge.event.EventsResource;
import ke.co.datacraft.cv.bridge.event.HeatMapResource;
import ke.co.datacraft.cv.bridge.http.Interceptor;
import ke.co.datacraft.cv.bridge.http.OpenApi;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.image.ImageResource;
import ke.co.datacraft.cv.bridge.job.JobServices;
import ke.co.datacraft.cv.bridge.live.EventStreamResource;
import ke.co.datacraft.cv.bridge.metrics.HttpMetrics;
import ke.co.datacraft.cv.bridge.model.ModelsResource;
import ke.co.datacraft.cv.bridge.result.DocumentCipher;
import ke.co.datacraft.cv.bridge.result.JobResultsResource;
import ke.co.datacraft.cv.bridge.system.DocsResource;
import ke.co.datacraft.cv.bridge.system.InferenceProtocolResource;
import ke.co.datacraft.cv.bridge.system.MeResource;
import ke.co.datacraft.cv.bridge.system.SystemReport;
import ke.co.datacraft.cv.bridge.system.SystemResource;
import ke.co.datacraft.cv.bridge.tenant.TenantsResource;
import ke.co.datacraft.cv.bridge.tenant.UsageResource;
import ke.co.datacraft.cv.bridge.trace.RequestTracing;
import ke.co.datacraft.cv.telemetry.Tracing;

/** Everything that answers requests or watches them. */
final class BridgeResources {

    private BridgeResources() {}

    static List<Resource> resources(BridgeServices services, OpenApi openApi, JobServices jobs) {
        List<Resource> resources = new ArrayList<>(services.access().resources());
        resources.addAll(jobs.resources());
        resources.addAll(system(services, openApi));
        resources.add(new JobResultsResource(services, new DocumentCipher(services.fieldCipher())));
        resources.add(new EventStreamResource(services.events(), services.settings().events()));
        resources.addAll(definitions(services));
        resources.add(new ImageResource(services));
        return resources;
    }

    /** Definitions and what comes of them. */
    private static List<Resource> definitions(BridgeServices services) {
        return List.of(
                new SourcesResource(services),
                new ZonesResource(services),
                new RulesResource(services),
                new EventsResource(services),
                new CountsResource(services),
                new HeatMapResource(services),
                new ModelsResource(services),
                new DeadLettersResource(services),
                new TenantsResource(services),
                new UsageResource(services));
    }

    private static List<Resource> system(BridgeServices services, OpenApi openApi) {
        SystemReport report =
                new SystemReport(
                        services.database(), services.settings().links(), services.clock());
        return List.of(
                new SystemResource(
                        services.dependencies(), services.metrics(), report, openApi.version()),
                new MeResource(report, services.settings()),
                new DocsResource(openApi),
                new InferenceProtocolResource(
                        services.dependencies(), services.database(), openApi.version()));
    }

    static List<Interceptor> interceptors(BridgeServices services, OpenApi openApi) {
        List<Interceptor> interceptors = new ArrayList<>();
        interceptors.add(new RequestTracing(Tracing.of(services.settings().tracing()), openApi));
        interceptors.addAll(services.access().interceptors());
        interceptors.add(new HttpMetrics(services.metrics().registry()));
        return interceptors;
    }
}
