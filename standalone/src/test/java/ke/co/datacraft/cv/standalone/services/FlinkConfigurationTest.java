package ke.co.datacraft.cv.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkConfigurationTest {

    @TempDir Path folder;
    private DataFolder data;
    private FlinkConfiguration configuration;

    @BeforeEach
    void open() {
        data = DataFolder.open(folder);
        configuration = new FlinkConfiguration(data, new FlinkOptions(0, 2, 5));
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Path checkpoint(JobID id, int number, boolean complete) throws IOException {
        Path chk =
                Files.createDirectories(
                        data.root()
                                .resolve("flink/checkpoints")
                                .resolve(id.toHexString())
                                .resolve("chk-" + number));
        if (complete) {
            Files.createFile(chk.resolve("_metadata"));
        }
        return chk;
    }

    @Test
    void theNewestCompleteCheckpointCounts() throws IOException {
        JobID id = configuration.jobId("VisionJob");
        assertThat(configuration.lastCheckpoint(id)).isEmpty();
        checkpoint(id, 9, true);
        Path newest = checkpoint(id, 10, true);
        checkpoint(id, 11, false);
        checkpoint(configuration.jobId("other"), 12, true);
        assertThat(configuration.lastCheckpoint(id)).contains(newest);
    }

    @Test
    void theJobIdIsThatOfTheName() {
        assertThat(configuration.jobId("VisionJob")).isEqualTo(configuration.jobId("VisionJob"));
        assertThat(configuration.jobId("VisionJob")).isNotEqualTo(configuration.jobId("other"));
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThatThrownBy(() -> new FlinkOptions(70_000, 1, 1)).hasMessageContaining("70000");
        assertThatThrownBy(() -> new FlinkOptions(0, 0, 1)).hasMessageContaining("0");
        assertThatThrownBy(() -> new FlinkOptions(0, 1, 0)).hasMessageContaining("0 s");
    }
}
