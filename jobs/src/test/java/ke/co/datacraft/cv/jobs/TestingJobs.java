package ke.co.datacraft.cv.jobs;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;

/** Clusters, environments and settings for pipeline tests. */
final class TestingJobs {

    private TestingJobs() {}

    static MiniClusterExtension cluster() {
        return new MiniClusterExtension(
                new MiniClusterResourceConfiguration.Builder()
                        .setNumberTaskManagers(1)
                        .setNumberSlotsPerTaskManager(2)
                        .build());
    }

    /** Set as the job sets it, save that it never restarts: whatever would do so fails the test. */
    static StreamExecutionEnvironment environment(JobSettings settings) {
        Configuration base = new Configuration();
        base.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        environment.configure(base);
        environment.configure(
                FlinkDefaults.ofJob(settings.runtime(), environment.getConfiguration()));
        return environment;
    }

    /** Parallelism 2, no Redis, short back-off, and what the variables say. */
    static JobSettings settings(Map<String, String> variables) {
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "CV_PARALLELISM", "2",
                                "CV_REDIS_URL", "none",
                                "CV_FETCH_MAX_ATTEMPTS", "2",
                                "CV_FETCH_INITIAL_BACKOFF_MILLISECONDS", "1"));
        environment.putAll(variables);
        return JobSettings.read(Environment.toConfiguration(environment));
    }
}
