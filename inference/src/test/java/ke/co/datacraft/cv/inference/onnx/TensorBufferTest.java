package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TensorBufferTest {

    // More than is converted at once, and no multiple of it.
    private static final int ELEMENTS = 10_001;

    private static float afterRoundTrip(float value) {
        TensorBuffer buffer = new TensorBuffer(ElementType.FLOAT16, 1);
        buffer.floats().put(0, value);
        buffer.store(1);
        buffer.floats().put(0, 0);
        buffer.load(1);
        return buffer.floats().get(0);
    }

    @ParameterizedTest
    @EnumSource
    void wholeNumbersSurviveEachType(ElementType type) {
        TensorBuffer buffer = new TensorBuffer(type, ELEMENTS);
        FloatBuffer floats = buffer.floats();
        for (int index = 0; index < ELEMENTS; index++) {
            floats.put(index, index % 2048 - 1024);
        }
        buffer.store(ELEMENTS);
        if (type != ElementType.FLOAT) {
            floats.put(0, new float[ELEMENTS]);
        }
        buffer.load(ELEMENTS);
        for (int index = 0; index < ELEMENTS; index++) {
            assertThat(floats.get(index)).isEqualTo(index % 2048 - 1024);
        }
    }

    // Rounding to nearest, largest, beyond it, smallest normal, smallest, below it.
    @ParameterizedTest
    @CsvSource({
        "0.33333334, 0.33325195",
        "-0.33333334, -0.33325195",
        "65504, 65504",
        "65520, Infinity",
        "6.1035156E-5, 6.1035156E-5",
        "5.9604645E-8, 5.9604645E-8",
        "2E-8, 0",
        "NaN, NaN"
    })
    void halvesAreThoseOfTheStandard(float value, float expected) {
        assertThat(afterRoundTrip(value)).isEqualTo(Float.valueOf(expected));
    }

    @ParameterizedTest
    @EnumSource(names = "FLOAT", mode = EnumSource.Mode.EXCLUDE)
    void convertsNoMoreThanAskedFor(ElementType type) {
        TensorBuffer buffer = new TensorBuffer(type, 3);
        buffer.floats().put(0, new float[] {1, 2, 3});
        buffer.store(2);
        buffer.floats().put(0, new float[] {7, 7, 7});
        buffer.load(1);
        assertThat(buffer.floats().get(0)).isEqualTo(1);
        assertThat(buffer.floats().get(1)).isEqualTo(7);
        buffer.load(3);
        assertThat(buffer.floats().get(1)).isEqualTo(2);
        assertThat(buffer.floats().get(2)).isZero();
    }

    @Test
    void floatsAreSeenInPlace() {
        TensorBuffer buffer = new TensorBuffer(ElementType.FLOAT, 2);
        buffer.floats().put(0, 5);
        buffer.load(2);
        assertThat(buffer.floats().get(0)).isEqualTo(5);
    }
}
