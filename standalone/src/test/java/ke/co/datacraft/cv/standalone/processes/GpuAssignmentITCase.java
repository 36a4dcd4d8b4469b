package ke.co.datacraft.cv.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.standalone.processes.FlinkProcesses.TaskManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged job on a cluster of real processes with our discovery script and a fake {@code
 * nvidia-smi}. The one card is shared by all slots, and the vision operators learn which one it is.
 */
class GpuAssignmentITCase {

    private static final Path SCRIPT =
            Path.of("..", "jobs", "gpu", "nvidia-gpu-discovery.sh").toAbsolutePath().normalize();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    @Test
    @Timeout(600)
    void visionOperatorsShareTheCardThatFlinkDiscovers() throws Exception {
        try (TestingServices services = TestingServices.start(folder.resolve("services"));
                FlinkProcesses flink =
                        FlinkProcesses.start(
                                folder.resolve("flink"),
                                FlinkDistribution.ofBuild(),
                                cluster(),
                                environment())) {
            TaskManager taskManager = flink.startTaskManager();
            ImageBatch batch = ImageBatch.write(folder.resolve("images"), 1, 20);

            try (VisionRun run = new VisionRun(services, flink, batch, 0, slots())) {
                Await.until(
                        "two slots that share the card",
                        Duration.ofMinutes(1),
                        () -> flink.rest().booked("gpu").equals(List.of(0.5, 0.5)),
                        flink::lastWords);
                run.send();
                run.awaitEnd();

                assertThat(run.restarts()).isZero();
                assertThat(taskManager.process().output().lines())
                        .filteredOn(line -> line.contains("Flink gives this subtask"))
                        .as("two subtasks of each lane")
                        .hasSize(4)
                        .allMatch(line -> line.endsWith("graphics card 7"));
                assertThat(taskManager.process().output().lines())
                        .filteredOn(line -> line.contains("Vision runtime started"))
                        .as("one runtime for all of them")
                        .singleElement()
                        .asString()
                        .contains("gpuDevice=7");
            }
        }
    }

    private static Map<String, String> cluster() {
        return Map.of(
                "external-resources", "gpu",
                "external-resource.gpu.amount", "1",
                "external-resource.gpu.driver-factory.class",
                        TestingGpuDriverFactory.class.getName(),
                "external-resource.gpu.param.discovery-script.path", SCRIPT.toString(),
                "external-resource.gpu.param.discovery-script.args", "--first 1");
    }

    /** Sized for the small processes of these tests: two subtasks, each with two slots. */
    private static Map<String, String> slots() {
        return Map.of(
                "CV_GPU_SLOTS", "2",
                "CV_SLOT_HEAP_MB", "16",
                "CV_SLOT_MANAGED_MB", "64",
                "CV_USE_GPU", "auto");
    }

    private static Map<String, String> environment() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path fake = bin.resolve("nvidia-smi");
        Files.writeString(fake, "#!/bin/sh\necho 3\necho 7\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        return Map.of(
                "FLINK_PLUGINS_DIR",
                TestingGpuDriverFactory.install(folder.resolve("plugins")).toString(),
                "PATH",
                bin + File.pathSeparator + System.getenv("PATH"));
    }
}
