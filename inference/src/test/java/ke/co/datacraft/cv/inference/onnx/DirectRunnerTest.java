package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import org.junit.jupiter.api.Test;

class DirectRunnerTest extends ModelRunnerTestBase {

    @Override
    ModelRunner open(OnnxModel model) {
        return model.newRunner(1, 3, 32, 32);
    }

    @Override
    TinyOnnx model(long[] outputShape, float[] constant, float[] slope) {
        return new TinyOnnx().output(outputShape, constant).slope(slope);
    }

    @Test
    void worksOnTheThreadOfTheCaller() {
        byte[] bytes = model(new long[] {1, 1}, new float[1], new float[1]).toBytes();
        try (OnnxModel model = OnnxModel.load("tiny", bytes, OnnxSettings.cpu());
                ModelRunner runner = open(model)) {
            Thread reader =
                    runner.run(row -> row, (row, outputs) -> Thread.currentThread()).getNow(null);
            assertThat(reader).isSameAs(Thread.currentThread());
        }
    }

    @Test
    void aRunUnderWayEndsAfterTheRunnerIsClosed() {
        byte[] bytes = model(new long[] {1, 1}, new float[] {5}, new float[1]).toBytes();
        try (OnnxModel model = OnnxModel.load("tiny", bytes, OnnxSettings.cpu());
                ModelRunner runner = open(model)) {
            float answer =
                    runner.run(
                                    row -> {
                                        runner.close();
                                        model.close();
                                        return row;
                                    },
                                    (row, outputs) -> outputs.output(0).get(0))
                            .join();
            assertThat(answer).isEqualTo(5);
        }
    }
}
