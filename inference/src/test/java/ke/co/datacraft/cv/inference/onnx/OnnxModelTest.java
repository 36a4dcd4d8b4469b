package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxModelTest {

    private static final long[] OUTPUT = {1, 2, 3};
    private static final float[] VALUES = {1, 2, 3, 4, 5, 6};
    private static final float[] SLOPE = {0, 0, 0, 0, 0, 1};

    private static OnnxModel load(TinyOnnx tiny) {
        return OnnxModel.load("tiny", tiny.toBytes(), OnnxSettings.cpu());
    }

    private static TinyOnnx tiny() {
        return new TinyOnnx().output(OUTPUT, VALUES).slope(SLOPE);
    }

    private static float[] copy(FloatBuffer values) {
        float[] array = new float[values.capacity()];
        values.get(0, array);
        return array;
    }

    private static void fill(FloatBuffer input, float value) {
        for (int index = 0; index < input.capacity(); index++) {
            input.put(index, value);
        }
    }

    @Test
    void tellsWhatTheGraphDeclares() {
        try (OnnxModel model = load(tiny().input(-1, 3, 32, 32).metadata("names", "{0: 'cat'}"))) {
            assertThat(model.inputs())
                    .singleElement()
                    .hasToString("tensor 'images' FLOAT [-1, 3, 32, 32]");
            assertThat(model.outputs())
                    .singleElement()
                    .hasToString("tensor 'output' FLOAT [1, 2, 3]");
            assertThat(model.metadata()).containsEntry("names", "{0: 'cat'}");
            assertThat(model.device()).isEqualTo(Device.CPU);
        }
    }

    @Test
    void slotIsReusedAndEveryRunSeesItsInput() {
        try (OnnxModel model = load(tiny());
                Slot slot = model.newSlot(1, 3, 32, 32)) {
            fill(slot.input(), 10);
            assertThat(copy(slot.run())).containsExactly(1, 2, 3, 4, 5, 16);
            fill(slot.input(), 20);
            assertThat(copy(slot.run())).containsExactly(1, 2, 3, 4, 5, 26);
            assertThat(slot.outputShape(0)).containsExactly(OUTPUT);
        }
    }

    @Test
    void slotFindsAnOutputShapeThatTheGraphLeavesOpen() {
        try (OnnxModel model = load(tiny().withOpenOutputShape());
                Slot slot = model.newSlot(1, 3, 32, 32)) {
            assertThat(model.outputs().get(0).isFixed()).isFalse();
            assertThat(slot.outputShape(0)).containsExactly(OUTPUT);
            assertThat(copy(slot.run())).containsExactly(VALUES);
        }
    }

    @Test
    void slotForSeveralPicturesRunsOnFewer() {
        try (OnnxModel model = load(tiny().perPicture());
                Slot slot = model.newSlot(3, 3, 32, 32)) {
            assertThat(slot.isDivisible()).isTrue();
            fill(slot.input(0), 1);
            fill(slot.input(1), 10);
            fill(slot.input(2), 100);
            slot.run();
            assertThat(copy(slot.output(0, 0))).containsExactly(1, 2, 3, 4, 5, 7);
            assertThat(copy(slot.output(0, 2))).containsExactly(1, 2, 3, 4, 5, 106);
            fill(slot.input(1), 20);
            slot.run(2);
            assertThat(copy(slot.output(0, 0))).containsExactly(1, 2, 3, 4, 5, 7);
            assertThat(copy(slot.output(0, 1))).containsExactly(1, 2, 3, 4, 5, 26);
            assertThat(copy(slot.output(0, 2))).containsExactly(1, 2, 3, 4, 5, 106);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {TinyOnnx.FLOAT16, TinyOnnx.INT32, TinyOnnx.INT64})
    void slotGivesFloatsWhateverTheTypesAre(int type) {
        TinyOnnx tiny =
                new TinyOnnx()
                        .inputType(TinyOnnx.FLOAT16)
                        .perPicture()
                        .output("first", TinyOnnx.FLOAT, new long[] {1, 1}, 1)
                        .output("second", type, new long[] {1, 2}, 5, 6)
                        .slope(new float[] {0, 1});
        try (OnnxModel model = load(tiny);
                Slot slot = model.newSlot(3, 3, 32, 32)) {
            fill(slot.input(0), 1);
            fill(slot.input(1), 10);
            fill(slot.input(2), 100);
            slot.run();
            assertThat(copy(slot.output(0))).containsExactly(1, 1, 1);
            assertThat(copy(slot.output(1))).containsExactly(5, 7, 5, 16, 5, 106);
            fill(slot.input(1), 20);
            slot.run(2);
            assertThat(copy(slot.output(1, 1))).containsExactly(5, 26);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {TinyOnnx.INT32, TinyOnnx.INT64})
    void aSecondInputGetsWidthAndHeightOfThePicture(int type) {
        TinyOnnx tiny =
                new TinyOnnx()
                        .input(1, 3, 32, 64)
                        .withPictureSize(type)
                        .perPicture()
                        .output("boxes", TinyOnnx.FLOAT, new long[] {1, 1, 4}, 1, 1, 0.5f, 0.5f);
        try (OnnxModel model = load(tiny);
                Slot slot = model.newSlot(2, 3, 32, 64)) {
            slot.run();
            assertThat(copy(slot.output(0))).containsExactly(64, 32, 32, 16, 64, 32, 32, 16);
            slot.run(1);
            assertThat(copy(slot.output(0, 0))).containsExactly(64, 32, 32, 16);
        }
    }

    @Test
    void onePictureRunsInTheFirstRowOfAFixedBatch() {
        float[] values = {1, 2, 3, 4, 5, 6, 9, 9, 9, 9, 9, 9};
        TinyOnnx tiny = new TinyOnnx().input(2, 3, 32, 32).output(new long[] {2, 2, 3}, values);
        try (OnnxModel model = load(tiny);
                Slot slot = model.newSlot(1, 3, 32, 32)) {
            slot.run();
            assertThat(slot.outputShape(0)).containsExactly(1, 2, 3);
            assertThat(copy(slot.output(0, 0))).containsExactly(VALUES);
            assertThat(slot.isDivisible()).isFalse();
        }
        try (OnnxModel model = load(tiny)) {
            assertThatExceptionOfType(InferenceException.class)
                    .isThrownBy(() -> model.newSlot(3, 3, 32, 32))
                    .withMessageContaining("[3, 3, 32, 32]");
        }
    }

    @Test
    void slotKnowsThatAnOutputHasNoPartPerPicture() {
        try (OnnxModel model = load(tiny().input(-1, 3, 32, 32));
                Slot slot = model.newSlot(3, 3, 32, 32)) {
            assertThat(slot.isDivisible()).isFalse();
        }
    }

    @Test
    void runsOnAnyShapeWhereTheGraphIsOpen() {
        try (OnnxModel model = load(tiny().input(-1, 3, -1, -1))) {
            FloatBuffer input =
                    ByteBuffer.allocateDirect(3 * 2 * 4 * Float.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer();
            fill(input, 2);
            FloatResult result = model.run(input, 1, 3, 2, 4);
            assertThat(result.shape()).containsExactly(OUTPUT);
            assertThat(copy(result.values())).containsExactly(1, 2, 3, 4, 5, 8);
        }
    }

    @Test
    void slotOutlivesItsModel() {
        OnnxModel model = load(tiny());
        Slot slot = model.newSlot(1, 3, 32, 32);
        model.close();
        model.close();
        assertThat(copy(slot.run())).containsExactly(VALUES);
        slot.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> model.newSlot(1, 3, 32, 32))
                .withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(slot::run).withMessageContaining("closed");
    }

    @Test
    void refusesAShapeThatTheGraphDoesNotTake() {
        try (OnnxModel model = load(tiny())) {
            assertThatExceptionOfType(InferenceException.class)
                    .isThrownBy(() -> model.newSlot(1, 3, 64, 64))
                    .withMessageContaining("tensor 'images' FLOAT [1, 3, 32, 32]")
                    .withMessageContaining("[1, 3, 64, 64]")
                    .extracting(InferenceException::reason)
                    .isEqualTo(InferenceException.Reason.INVALID_MODEL);
        }
    }

    @Test
    void refusesAnInputThatIsNotFloat() {
        try (OnnxModel model = load(tiny().inputType(TinyOnnx.INT64))) {
            assertThatExceptionOfType(InferenceException.class)
                    .isThrownBy(() -> model.newSlot(1, 3, 32, 32))
                    .withMessageContaining("tensor 'images' INT64")
                    .withMessageContaining("expected FLOAT");
        }
    }

    @Test
    void refusesAModelWithoutInput() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> load(tiny().withoutInput()))
                .withMessageContaining("has the inputs [] and the outputs [tensor 'output'")
                .extracting(InferenceException::reason)
                .isEqualTo(InferenceException.Reason.INVALID_MODEL);
    }

    @Test
    void refusesWhatIsNoModel() {
        byte[] text = "not a model".getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> OnnxModel.load("text", text, OnnxSettings.cpu()))
                .withMessageContaining("model 'text' is not an ONNX file")
                .extracting(InferenceException::reason)
                .isEqualTo(InferenceException.Reason.INVALID_MODEL);
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> OnnxModel.load(Path.of("absent.onnx"), OnnxSettings.cpu()))
                .withMessageContaining("absent.onnx does not exist");
    }
}
