package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ModelRunner} must do. The model answers {@code (1, 2 + mean of the input)}. */
abstract class ModelRunnerTestBase {

    private OnnxModel model;
    private ModelRunner runner;

    /** The runner under test, for inputs of {@code [1, 3, 32, 32]}. */
    abstract ModelRunner open(OnnxModel model);

    /** A model whose graph suits the runner. */
    abstract TinyOnnx model(long[] outputShape, float[] constant, float[] slope);

    /** How the runner's model is loaded. */
    OnnxSettings settings() {
        return OnnxSettings.cpu();
    }

    @BeforeEach
    void load() {
        byte[] bytes = model(new long[] {1, 2}, new float[] {1, 2}, new float[] {0, 1}).toBytes();
        model = OnnxModel.load("tiny", bytes, settings());
        runner = open(model);
    }

    @AfterEach
    void close() {
        runner.close();
        model.close();
    }

    private CompletableFuture<String> run(float brightness) {
        return runner.run(
                row -> fill(row, brightness),
                (picture, outputs) ->
                        picture
                                + ": "
                                + outputs.output(0).get(0)
                                + ", "
                                + outputs.output(0).get(1));
    }

    private static String fill(FloatBuffer row, float value) {
        for (int index = 0; index < row.capacity(); index++) {
            row.put(index, value);
        }
        return "picture " + value + " of " + row.capacity();
    }

    @Test
    void tellsTheOutputShapeOfOnePicture() {
        assertThat(runner.outputShape(0)).containsExactly(1, 2);
    }

    @Test
    void everyReaderGetsWhatItsWriterReturnedAndItsOwnOutputs() {
        assertThat(run(3).join()).isEqualTo("picture 3.0 of 3072: 1.0, 5.0");
        assertThat(run(7).join()).isEqualTo("picture 7.0 of 3072: 1.0, 9.0");
    }

    @Test
    void manyCallersAtOnceGetTheirOwnOutputs() {
        runner.warmUp();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int picture = 0; picture < 200; picture++) {
                float brightness = picture;
                answers.add(
                        CompletableFuture.supplyAsync(() -> run(brightness), callers)
                                .thenCompose(answer -> answer));
            }
            for (int picture = 0; picture < 200; picture++) {
                assertThat(answers.get(picture).join())
                        .isEqualTo("picture %d.0 of 3072: 1.0, %d.0", picture, picture + 2);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void outputsTellWhereTheTimeWent() {
        long begin = System.nanoTime();
        var timings =
                runner.run(row -> fill(row, 1), (picture, outputs) -> outputs.timings()).join();
        long elapsed = System.nanoTime() - begin;
        assertThat(timings.batchSize()).isEqualTo(1);
        assertThat(timings.computeNanos()).isPositive();
        assertThat(timings.preprocessNanos()).isPositive();
        assertThat(
                        timings.queueNanos()
                                + timings.preprocessNanos()
                                + timings.computeNanos()
                                + timings.postprocessNanos())
                .isLessThanOrEqualTo(elapsed);
    }

    @Test
    void failuresOfWriterAndReaderReachTheCallerAndNobodyElse() {
        IllegalStateException broken = new IllegalStateException("broken");
        CompletableFuture<String> written =
                runner.run(
                        row -> {
                            throw broken;
                        },
                        (picture, outputs) -> "read");
        CompletableFuture<String> read =
                runner.run(
                        row -> fill(row, 0),
                        (picture, outputs) -> {
                            throw broken;
                        });
        assertThatThrownBy(written::join).hasCause(broken);
        assertThatThrownBy(read::join).hasCause(broken);
        assertThat(run(1).join()).endsWith("3.0");
    }

    @Test
    void aClosedRunnerSaysSo() {
        runner.close();
        assertThatThrownBy(() -> run(1).join())
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
