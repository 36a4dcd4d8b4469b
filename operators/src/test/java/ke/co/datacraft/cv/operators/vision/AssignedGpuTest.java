package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;
import ke.co.datacraft.cv.operators.settings.VisionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignedGpuTest {

    @Test
    void noResourceIsNoCard() {
        assertThat(assigned(0)).isEmpty();
    }

    @Test
    void allSlotsOfATaskManagerShareItsOneCard() {
        assertThat(assigned(0, "3")).hasValue(3);
        assertThat(assigned(5, "3")).hasValue(3);
    }

    @Test
    void subtasksTakeTurnsOnSeveralCards() {
        assertThat(assigned(0, "10", "2")).hasValue(2);
        assertThat(assigned(1, "10", "2")).hasValue(10);
        assertThat(assigned(2, "10", "2")).hasValue(2);
    }

    @Test
    void cardWithoutAnIndexNamesTheScript() {
        assertThatThrownBy(() -> assigned(0, "GPU-5f2c"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("index 'GPU-5f2c'")
                .hasMessageContaining("discovery script");
    }

    @Test
    void assignedCardReplacesTheConfiguredOneWhereCardsAreUsed(@TempDir Path folder) {
        VisionSettings never = TestingVision.settings(folder, null);
        InferenceSettings plain = never.inference();
        InferenceSettings auto =
                new InferenceSettings(
                        plain.modelPaths(),
                        plain.detectionModel(),
                        plain.ocrModel(),
                        plain.ocrLanguages(),
                        plain.tessdataPath(),
                        plain.inferenceThreads(),
                        "auto",
                        1,
                        plain.accelerator(),
                        plain.batching(),
                        plain.taskModels());

        assertThat(auto.onGpu(3).gpuDevice()).isEqualTo(3);
        assertThat(never.onGpu(3)).as("one runtime for all slots").isEqualTo(never);
    }

    private static OptionalInt assigned(int subtask, String... indexes) {
        return AssignedGpu.of(
                Arrays.stream(indexes).map(FakeCard::new).collect(Collectors.toSet()), subtask);
    }
}
