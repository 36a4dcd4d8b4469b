package ke.co.datacraft.cv.standalone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.jobs.AnalyticsJob;
import ke.co.datacraft.cv.jobs.AnalyticsSettings;
import ke.co.datacraft.cv.jobs.CameraJob;
import ke.co.datacraft.cv.jobs.CameraSettings;
import ke.co.datacraft.cv.jobs.Environment;
import ke.co.datacraft.cv.jobs.JobSettings;
import ke.co.datacraft.cv.jobs.VisionJob;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.Migrator;
import ke.co.datacraft.cv.standalone.client.JobSubmitter;
import ke.co.datacraft.cv.standalone.client.ResultDatabase;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedStack;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import ke.co.datacraft.cv.standalone.services.FlinkOptions;
import org.apache.flink.configuration.Configuration;

/** The embedded services with a migrated database, one tenant and a running VisionJob. */
public final class VisionStack implements AutoCloseable {

    private static final int MAX_SLOTS = 4;

    private final EmbeddedStack services;
    private final String tenant;
    private FieldCipher cipher = FieldCipher.NONE;
    private String flinkJobId;
    private Configuration settings;

    private VisionStack(EmbeddedStack services, String tenant) {
        this.services = services;
        this.tenant = tenant;
    }

    /**
     * Starts all of it.
     *
     * @param data data folder, closed with the stack, also when the start fails
     * @param options size and addresses of Flink
     * @param tenant created where missing
     * @param variables {@code CV_*} for the job; where the services are is added
     * @param progress told what is up, by several threads
     */
    public static VisionStack start(
            DataFolder data,
            FlinkOptions options,
            String tenant,
            Map<String, String> variables,
            Consumer<String> progress) {
        VisionStack stack = new VisionStack(new EmbeddedStack(data, options), tenant);
        stack.services.start(progress);
        try {
            stack.prepare(variables);
            progress.accept(VisionJob.NAME);
            return stack;
        } catch (RuntimeException e) {
            try {
                stack.close();
            } catch (RuntimeException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** As many slots as processors, four at most. */
    public static FlinkOptions defaultOptions(int dashboardPort) {
        int slots = Math.min(MAX_SLOTS, Runtime.getRuntime().availableProcessors());
        return new FlinkOptions(dashboardPort, slots, 5);
    }

    private void prepare(Map<String, String> variables) {
        Endpoints endpoints = services.endpoints();
        new Migrator(DatabaseSettings.of(DatabaseUrl.parse(endpoints.databaseUrl()))).migrate();
        try (ResultDatabase database = database()) {
            database.createTenant();
        }
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.putAll(endpoints.variables());
        settings = Environment.toConfiguration(all);
        JobSettings vision = JobSettings.read(settings);
        cipher = new FieldCipher(vision.vision().encryption());
        flinkJobId =
                services.flink()
                        .submit(
                                VisionJob.NAME,
                                environment -> VisionJob.build(environment, vision));
    }

    /**
     * Runs CameraJob and AnalyticsJob beside VisionJob, with the variables of the start; Flink's
     * options must have slots for three jobs ({@link FlinkOptions#withJobs}).
     *
     * @param progress told what is up
     */
    public void startFeeds(Consumer<String> progress) {
        AnalyticsSettings analytics = AnalyticsSettings.read(settings);
        services.flink()
                .submit(
                        AnalyticsJob.NAME,
                        environment -> AnalyticsJob.build(environment, analytics));
        progress.accept(AnalyticsJob.NAME);
        CameraSettings cameras = CameraSettings.read(settings);
        services.flink()
                .submit(CameraJob.NAME, environment -> CameraJob.build(environment, cameras));
        progress.accept(CameraJob.NAME);
    }

    /**
     * Starts the REST bridge on the services.
     *
     * @param port of API and console; 0 for a free one
     * @param variables {@code CV_*} for the bridge; where the services are is added
     * @return where it is
     */
    public Endpoints.Bridge startBridge(int port, Map<String, String> variables) {
        String secret = services.data().secret("jwt-secret");
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.putAll(endpoints().variables());
        all.put("CV_API_HOST", "127.0.0.1");
        all.put("CV_API_PORT", Integer.toString(port));
        all.put("CV_METRICS_PORT", "0");
        all.put("CV_JWT_SECRET_KEY", secret);
        all.put("CV_FLINK_DASHBOARD_URL", endpoints().dashboardUrl());
        ApiBridge bridge = ApiBridge.start(BridgeSettings.read(all));
        Endpoints.Bridge where = new Endpoints.Bridge("http://127.0.0.1:" + bridge.port(), secret);
        services.add(where, bridge);
        return where;
    }

    /** The services. */
    public EmbeddedStack services() {
        return services;
    }

    /** Where they are. */
    public Endpoints endpoints() {
        return services.endpoints();
    }

    /** The tenant. */
    public String tenant() {
        return tenant;
    }

    /** Flink's id of VisionJob. */
    public String flinkJobId() {
        return flinkJobId;
    }

    /** A new connection to the tenant's results. */
    public ResultDatabase database() {
        return new ResultDatabase(endpoints().databaseUrl(), tenant, cipher);
    }

    /** A new producer of jobs and commands. */
    public JobSubmitter submitter() {
        return new JobSubmitter(endpoints().bootstrapServers(), topics());
    }

    /** The topics. */
    public Topics topics() {
        return new Topics(Topics.DEFAULT_PREFIX);
    }

    /** Takes a last checkpoint and stops everything. */
    @Override
    public void close() {
        services.close();
    }
}
