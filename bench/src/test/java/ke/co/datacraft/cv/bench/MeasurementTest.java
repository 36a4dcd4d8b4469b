package ke.co.datacraft.cv.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private static Measurement of(String name, double rate, double cpu) {
        return new Measurement(
                name,
                new double[] {rate, rate * 2, rate / 2},
                new double[] {cpu},
                new double[] {0});
    }

    @Test
    void mediansAndSpread() {
        Measurement odd = of("odd", 100, 10);

        assertThat(odd.rate()).isEqualTo(100);
        assertThat(odd.spread()).isEqualTo(0.75);
        assertThat(Measurement.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    }

    @Test
    void reportJudgesRatiosAgainstTheAims() {
        StringWriter text = new StringWriter();

        VisionReport.print(
                new PrintWriter(text),
                of("bare", 200, 8),
                of("plain", 150, 10),
                of("job", 120, 16));

        assertThat(text.toString())
                .containsPattern("VisionJob / plain loop +0\\.80 +\\(aim >= 0\\.75\\) +reached")
                .containsPattern("plain loop / VisionJob +0\\.63 +\\(aim >= 0\\.85\\) +missed")
                .containsPattern(
                        "VisionJob / bare ONNX Runtime +0\\.60 +\\(aim >= 0\\.70\\) +missed");
    }
}
