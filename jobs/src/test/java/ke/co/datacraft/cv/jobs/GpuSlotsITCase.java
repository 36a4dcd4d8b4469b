package ke.co.datacraft.cv.jobs;

import static ke.co.datacraft.cv.jobs.testing.TestingReferences.frame;
import static ke.co.datacraft.cv.jobs.testing.TestingReferences.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.jobs.testing.TestingPipeline;
import ke.co.datacraft.cv.jobs.testing.TestingReferences;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Slots with parts of one GPU on a cluster whose TaskManager says that it has one. */
class GpuSlotsITCase {

    private static final Map<String, String> ONE_GPU =
            Map.of("external-resources", "gpu", "external-resource.gpu.amount", "1");

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setConfiguration(cluster())
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private static final TaskRequest QUALITY = TaskRequest.of(Tasks.QUALITY);

    @TempDir static Path folder;

    private final TestingPipeline pipeline = new TestingPipeline();

    private static Configuration cluster() {
        Configuration configuration = Configuration.fromMap(ONE_GPU);
        configuration.set(JobManagerOptions.SLOT_REQUEST_TIMEOUT, Duration.ofSeconds(5));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
        return configuration;
    }

    @BeforeAll
    static void writeSamples() throws IOException {
        Files.write(folder.resolve("good.jpg"), SampleImages.jpeg(320, 240, 1));
    }

    /** Two slots are all that the GPU has: without sharing, the two lanes would need four. */
    @Test
    void subtasksOfBothLanesShareTheSlotsOfOneGpu() throws Exception {
        run(2, 2);

        assertThat(pipeline.deadLetters()).isEmpty();
        assertThat(pipeline.results()).hasSize(2);
        assertThat(pipeline.last("one").state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void moreSlotsThanTheGpuHasAreNotGiven() {
        assertThatThrownBy(() -> run(2, 3))
                .hasRootCauseInstanceOf(NoResourceAvailableException.class);
    }

    private void run(int slotsPerGpu, int parallelism) throws Exception {
        JobSettings settings =
                TestingJobs.settings(
                        Map.of(
                                "CV_ALLOWED_FILE_ROOTS", folder.toString(),
                                "CV_GPU_SLOTS", Integer.toString(slotsPerGpu),
                                "CV_PARALLELISM", Integer.toString(parallelism)));
        StreamExecutionEnvironment environment = TestingJobs.environment(settings);
        environment.configure(Configuration.fromMap(ONE_GPU));
        VisionPipeline.Lane lane =
                VisionPipeline.Lane.of(
                        settings.vision(),
                        SlotGroups.register(environment, settings.runtime().slots()));
        String uri = folder.resolve("good.jpg").toUri().toString();
        pipeline.run(
                environment,
                lane,
                settings.jobs(),
                new TestingReferences("images").add(image("one", 1, uri, QUALITY)),
                new TestingReferences("frames").add(frame("gate", uri, QUALITY)));
    }
}
