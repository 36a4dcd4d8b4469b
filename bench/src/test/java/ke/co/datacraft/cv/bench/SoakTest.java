package ke.co.datacraft.cv.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakTest {

    /** A short soak: one image in ten whose pixels were not freed would show. */
    @Test
    void memoryStaysFlatOverVariedSizes(@TempDir Path folder) throws Exception {
        List<Double> resident = new ArrayList<>();
        try (ObjectDetector detector =
                new ObjectDetector(Models.load(TestingDetector.write(folder)))) {
            Soak soak = new Soak(detector, 4);
            for (int sample = 0; sample < 12; sample++) {
                soak.run(192);
                resident.add(ResidentMemory.megabytes());
            }
        }

        assertThat(SoakVerdict.of(resident).growth()).as("MiB in %s", resident).isLessThan(48);
    }

    @Test
    void warmUpDoesNotCountAndLaterGrowthDoes() {
        List<Double> warming = samples(i -> i < 9 ? 100.0 * i : 900.0);
        List<Double> leaking = samples(i -> 900.0 + 10 * i);
        List<Double> once = samples(i -> i == 20 ? 2000.0 : 900.0);

        assertThat(SoakVerdict.of(warming).isFlat()).isTrue();
        assertThat(SoakVerdict.of(warming).growth()).isZero();
        assertThat(SoakVerdict.of(leaking).isFlat()).isFalse();
        assertThat(SoakVerdict.of(leaking).growth()).isEqualTo(140);
        assertThat(SoakVerdict.of(once).isFlat()).as("one peak").isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoakVerdict.of(List.of(1.0)))
                .withMessageContaining("1 samples are too few");
    }

    private static List<Double> samples(IntToDoubleFunction value) {
        return IntStream.range(0, 30).mapToDouble(value).boxed().toList();
    }
}
