package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.batch.BatchingMonitor;
import ke.co.datacraft.cv.inference.batch.BatchingPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real networks with an open batch axis: merged runs must give what single runs give. */
class MergedRunsParityTest {

    private static final int PICTURES = 10;
    private static final int BATCH = 4;

    private record Answer(float[] values, int batchSize) {}

    @ParameterizedTest
    @CsvSource({
        "ch_ppocr_mobile_v2.0_cls_infer.onnx, 192",
        "ch_PP-OCRv4_rec_infer.onnx, 160",
    })
    void pictureByPictureOrMergedTheAnswersAreTheSame(String network, int width)
            throws IOException {
        byte[] bytes = resource(network);
        List<Answer> single = run(bytes, OnnxSettings.cpu(), width);
        List<Answer> merged = run(bytes, merging(), width);

        assertThat(single).extracting(Answer::batchSize).containsOnly(1);
        assertThat(merged).extracting(Answer::batchSize).containsOnly(BATCH, PICTURES % BATCH);
        for (int picture = 0; picture < PICTURES; picture++) {
            assertThat(merged.get(picture).values())
                    .containsExactly(single.get(picture).values(), within(1e-4f));
        }
    }

    /** Full batches start at once, and closing starts the rest, so the sizes are known. */
    private static OnnxSettings merging() {
        BatchingPolicy policy =
                new BatchingPolicy(BATCH, Duration.ofHours(1), 64, Duration.ofHours(2), 1);
        return OnnxSettings.cpu()
                .with(
                        new BatchingSettings(
                                BatchingSettings.Use.ALWAYS, policy, new BatchingMonitor(), null));
    }

    private static List<Answer> run(byte[] network, OnnxSettings settings, int width) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        try (OnnxModel model = OnnxModel.load("network", network, settings);
                ModelRunner runner = model.newRunner(1, 3, 48, width)) {
            for (int picture = 0; picture < PICTURES; picture++) {
                Random pixels = new Random(picture);
                answers.add(runner.run(row -> fill(row, pixels), (none, outputs) -> read(outputs)));
            }
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static Void fill(FloatBuffer row, Random pixels) {
        for (int index = 0; index < row.capacity(); index++) {
            row.put(index, 2 * pixels.nextFloat() - 1);
        }
        return null;
    }

    private static Answer read(ModelOutputs outputs) {
        FloatBuffer output = outputs.output(0);
        float[] values = new float[output.capacity()];
        output.get(0, values);
        return new Answer(values, outputs.timings().batchSize());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream =
                MergedRunsParityTest.class.getClassLoader().getResourceAsStream("models/" + name)) {
            assertThat(stream).as(name).isNotNull();
            return stream.readAllBytes();
        }
    }
}
