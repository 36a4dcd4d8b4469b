package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.StageTimings;
import ke.co.datacraft.cv.inference.batch.BatchingMonitor;
import ke.co.datacraft.cv.inference.batch.BatchingPolicy;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import org.junit.jupiter.api.Test;

class BatchingRunnerTest extends ModelRunnerTestBase {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final BatchingMonitor monitor = new BatchingMonitor();

    @Override
    ModelRunner open(OnnxModel model) {
        ModelRunner runner = model.newRunner(1, 3, 32, 32);
        assertThat(runner).isInstanceOf(BatchingRunner.class);
        return runner;
    }

    @Override
    OnnxSettings settings() {
        return merging(Duration.ZERO, 2);
    }

    /** Batches of at most four. */
    private OnnxSettings merging(Duration delay, int executors) {
        BatchingPolicy policy = new BatchingPolicy(4, delay, 64, MINUTE, executors);
        return OnnxSettings.cpu()
                .with(
                        new BatchingSettings(
                                BatchingSettings.Use.ALWAYS, policy, monitor, "tiny-model"));
    }

    @Override
    TinyOnnx model(long[] outputShape, float[] constant, float[] slope) {
        return new TinyOnnx().output(outputShape, constant).slope(slope).perPicture();
    }

    private static CompletableFuture<float[]> run(ModelRunner runner, float brightness) {
        return runner.run(row -> fill(row, brightness), (picture, outputs) -> read(outputs));
    }

    private static String fill(FloatBuffer row, float value) {
        for (int index = 0; index < row.capacity(); index++) {
            row.put(index, value);
        }
        return "picture";
    }

    private static float[] read(ModelOutputs outputs) {
        StageTimings timings = outputs.timings();
        FloatBuffer output = outputs.output(0);
        assertThat(output.capacity()).isEqualTo(2);
        return new float[] {output.get(1), timings.batchSize()};
    }

    private byte[] tiny() {
        return model(new long[] {1, 2}, new float[] {1, 2}, new float[] {0, 1}).toBytes();
    }

    @Test
    void picturesThatWaitTogetherShareARunAndEachGetsItsOwnPart() {
        // The delay is never waited for: a full batch starts at once.
        try (OnnxModel model = OnnxModel.load("tiny", tiny(), merging(Duration.ofSeconds(50), 1));
                ModelRunner runner = open(model)) {
            List<CompletableFuture<float[]>> answers = new ArrayList<>();
            for (int picture = 0; picture < 8; picture++) {
                answers.add(run(runner, picture * 10));
            }
            for (int picture = 0; picture < 8; picture++) {
                assertThat(answers.get(picture).join()).containsExactly(picture * 10 + 2, 4);
            }
            assertThat(monitor.statistics("tiny-model").batches()).isEqualTo(2);
        }
    }

    @Test
    void aReaderThatFailsInABatchFailsAlone() {
        try (OnnxModel model = OnnxModel.load("tiny", tiny(), merging(Duration.ofSeconds(50), 1));
                ModelRunner runner = open(model)) {
            CompletableFuture<float[]> first = run(runner, 1);
            CompletableFuture<float[]> broken =
                    runner.run(
                            row -> fill(row, 2),
                            (picture, outputs) -> {
                                throw new IllegalArgumentException("broken reader");
                            });
            CompletableFuture<float[]> third = run(runner, 3);
            CompletableFuture<float[]> fourth = run(runner, 4);
            assertThat(first.join()).containsExactly(3, 4);
            assertThat(third.join()).containsExactly(5, 4);
            assertThat(fourth.join()).containsExactly(6, 4);
            assertThatThrownBy(broken::join).hasMessageContaining("broken reader");
        }
    }

    @Test
    void closingRunnerAndModelStillAnswersWhatWaits() {
        OnnxModel model = OnnxModel.load("tiny", tiny(), merging(Duration.ofSeconds(50), 1));
        ModelRunner runner = open(model);
        CompletableFuture<float[]> one = run(runner, 1);
        CompletableFuture<float[]> other = run(runner, 2);
        runner.close();
        model.close();
        assertThat(one.join()).containsExactly(3, 2);
        assertThat(other.join()).containsExactly(4, 2);
        assertThatThrownBy(() -> run(runner, 3).join()).hasMessageContaining("closed");
    }

    @Test
    void whatAnEndedBatcherDidStillCounts() {
        for (int version = 1; version <= 2; version++) {
            try (OnnxModel model = OnnxModel.load("tiny", tiny(), merging(Duration.ZERO, 1));
                    ModelRunner runner = open(model)) {
                run(runner, 1).join();
                runner.close();
                ((BatchingRunner) runner).ended().join();
                assertThat(monitor.statistics("tiny-model").requests()).isEqualTo(version);
            }
        }
        assertThat(monitor.models()).containsExactly("tiny-model");
    }

    @Test
    void buffersAreUsedAgainAndFreedInTheEnd() {
        OnnxModel model = OnnxModel.load("tiny", tiny(), merging(Duration.ZERO, 2));
        ModelRunner runner = open(model);
        for (int picture = 0; picture < 100; picture++) {
            run(runner, picture).join();
        }
        assertThat(model.users()).as("model, a row, two batches").isEqualTo(4);
        runner.close();
        ((BatchingRunner) runner).ended().join();
        model.close();
        assertThat(model.users()).isZero();
    }

    @Test
    void runsAreNotMergedWhereTheGraphOrTheDeviceDoesNotSuit() {
        byte[] fixed = new TinyOnnx().toBytes();
        byte[] oneAnswer = new TinyOnnx().input(-1, 3, 32, 32).toBytes();
        OnnxSettings automatic = OnnxSettings.cpu();
        assertThat(runnerClass(fixed, merging(Duration.ZERO, 1))).isEqualTo(DirectRunner.class);
        assertThat(runnerClass(oneAnswer, merging(Duration.ZERO, 1))).isEqualTo(DirectRunner.class);
        assertThat(runnerClass(tiny(), automatic)).isEqualTo(DirectRunner.class);
        assertThat(BatchingSettings.automatic().on(Device.CUDA)).isPresent();
    }

    private static Class<?> runnerClass(byte[] bytes, OnnxSettings settings) {
        try (OnnxModel model = OnnxModel.load("tiny", bytes, settings);
                ModelRunner runner = model.newRunner(1, 3, 32, 32)) {
            return runner.getClass();
        }
    }
}
