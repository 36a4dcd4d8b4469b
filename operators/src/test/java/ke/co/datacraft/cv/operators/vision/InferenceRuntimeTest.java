package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.settings.VisionSettings;
import ke.co.datacraft.cv.operators.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceRuntimeTest {

    private static final TaskRequest QUALITY = TaskRequest.of(Tasks.QUALITY);

    @TempDir Path folder;

    @Test
    void equalSettingsShareOneUntilTheLastUserLeaves() throws Exception {
        int before = InferenceRuntime.running();
        TestingVision first = new TestingVision(folder, null);
        VisionSettings equal = TestingVision.settings(folder, null);
        VisionEngine second = InferenceRuntime.acquire(equal);
        assertThat(InferenceRuntime.running()).isEqualTo(before + 1);

        second.close();
        second.close();
        String uri = first.image("a.png", SampleImages.png(40, 30, 1));
        assertThat(first.run(uri, QUALITY).succeeded()).isTrue();

        first.close();
        assertThat(InferenceRuntime.running()).isEqualTo(before);
        Eventually.check(
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("cv-compute")));
    }

    @Test
    void oneOfThoseThatAreAskedSpeaksForTheProcess() throws Exception {
        VisionSettings settings = TestingVision.settings(folder, null);
        try (VisionEngine silent = InferenceRuntime.acquire(settings);
                TestingVision first = new TestingVision(folder, null);
                VisionEngine second = InferenceRuntime.acquire(settings)) {
            String uri = first.image("a.png", SampleImages.png(40, 30, 1));
            assertThat(first.run(uri, QUALITY).succeeded()).isTrue();

            assertThat(first.engine().loadedModels()).isEqualTo(1);
            assertThat(second.loadedModels()).isZero();
            assertThat(first.engine().loadedModels()).isEqualTo(1);
        }
    }

    @Test
    void workAfterTheEndIsAFailureToo() throws Exception {
        TestingVision vision = new TestingVision(folder, null);
        String uri = vision.image("a.png", SampleImages.png(40, 30, 1));
        vision.close();

        assertThat(vision.run(uri, QUALITY).succeeded()).isFalse();
    }

    @Test
    void wrongSettingsStopItBeforeItStarts() {
        int before = InferenceRuntime.running();
        RedisSettings redis =
                new RedisSettings(
                        "http://ann:s3cret@host",
                        List.of(),
                        Duration.ofHours(1),
                        true,
                        Duration.ofSeconds(1),
                        0);

        assertThatThrownBy(() -> new TestingVision(folder, redis))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CV_REDIS_URL")
                .hasMessageNotContaining("s3cret");
        assertThat(InferenceRuntime.running()).isEqualTo(before);
    }
}
