package ke.co.datacraft.cv.bridge;

import java.time.Clock;
import ke.co.datacraft.cv.bridge.http.HttpApi;
import ke.co.datacraft.cv.bridge.http.HttpParts;
import ke.co.datacraft.cv.bridge.http.OpenApi;
import ke.co.datacraft.cv.bridge.job.JobServices;
import ke.co.datacraft.cv.bridge.metrics.MetricsServer;
import ke.co.datacraft.cv.bridge.outbox.OutboxRelay;
import ke.co.datacraft.cv.bridge.retention.FrameJanitor;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.settings.SettingsException;

/** A running bridge. It starts, and answers what it can, without any of its dependencies. */
public final class ApiBridge implements AutoCloseable {

    private final BridgeServices services;
    private final HttpApi http;
    private MetricsServer metrics;
    private final OutboxRelay relay;
    private final JobServices jobs;
    private final FrameJanitor frames;

    private ApiBridge(BridgeServices services) {
        OpenApi openApi = OpenApi.load();
        this.services = services;
        this.jobs = new JobServices(services);
        this.frames =
                new FrameJanitor(
                        services.database(),
                        services.storage(),
                        services.settings().retention(),
                        services.metrics().registry());
        this.relay =
                OutboxRelay.of(
                        services.settings(), services.outbox(), services.metrics().registry());
        this.http =
                new HttpApi(
                        services.settings().http(),
                        new HttpParts(
                                openApi,
                                services.access().authenticator(),
                                services.access().audit(),
                                BridgeResources.interceptors(services, openApi),
                                BridgeResources.resources(services, openApi, jobs)));
    }

    /**
     * Starts a bridge.
     *
     * @param settings checked settings
     * @throws SettingsException where no key is set that tokens could be checked with
     */
    public static ApiBridge start(BridgeSettings settings) {
        settings.security().jwt().withKeys();
        ApiBridge bridge = new ApiBridge(new BridgeServices(settings, Clock.systemUTC()));
        try {
            bridge.services.dependencies().start();
            bridge.http.start();
            bridge.startMetrics();
            bridge.relay.start();
            bridge.jobs.start();
            bridge.frames.start();
            return bridge;
        } catch (RuntimeException e) {
            bridge.close();
            throw e;
        }
    }

    private void startMetrics() {
        if (services.settings().metrics().enabled()) {
            metrics =
                    MetricsServer.start(
                            services.settings().metrics(), services.metrics().registry());
        }
    }

    /** Port of the metrics; 0 where they are not served. */
    public int metricsPort() {
        return metrics == null ? 0 : metrics.port();
    }

    /** Port of API and console. */
    public int port() {
        return http.port();
    }

    /** What its resources share. */
    public BridgeServices services() {
        return services;
    }

    @Override
    public void close() {
        // While the web server still holds their requests.
        services.events().close();
        http.close();
        if (metrics != null) {
            metrics.close();
        }
        jobs.close();
        frames.close();
        relay.close();
        services.close();
    }
}
