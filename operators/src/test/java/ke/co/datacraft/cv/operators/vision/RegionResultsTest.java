package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.RegionSource;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TextLine;
import ke.co.datacraft.cv.contracts.TextWord;
import org.junit.jupiter.api.Test;

class RegionResultsTest {

    private static final ImageSize IMAGE = new ImageSize(100, 80);
    private static final List<Double> BOX = List.of(1.25, 2.0, 3.0, 4.0);
    private static final ResultRegion REGION =
            new ResultRegion("cars", 3, "car", List.of(10.0, 20.0, 30.0, 40.0));
    private static final TaskResult EVERYTHING =
            new TaskResult(
                    "any",
                    "old",
                    null,
                    false,
                    null,
                    REGION,
                    List.of(new DetectedObject("car", 1, 0.5, BOX, 7L)),
                    List.of(),
                    List.of(new DetectedFace(0.5, BOX, List.of(List.of(5.0, 6.0)))),
                    List.of(new Barcode("QR_CODE", "x", List.of(List.of(7.0, 8.0)))),
                    List.of(0.5),
                    new RecognizedText(
                            "a",
                            0.5,
                            List.of("eng"),
                            List.of(new TextLine("a", 0.5, BOX)),
                            List.of(new TextWord("a", 0.5, BOX, 0))),
                    null);

    @Test
    void everyBoxAndPointMoves() {
        TaskResult placed =
                RegionResults.placed(EVERYTHING, REGION, new double[] {10.5, 20}, IMAGE);

        List<Double> moved = List.of(11.75, 22.0, 3.0, 4.0);
        assertThat(placed.objects().get(0).bbox()).isEqualTo(moved);
        assertThat(placed.objects().get(0).trackId()).isEqualTo(7);
        assertThat(placed.faces().get(0).bbox()).isEqualTo(moved);
        assertThat(placed.faces().get(0).landmarks()).containsExactly(List.of(15.5, 26.0));
        assertThat(placed.barcodes().get(0).corners()).containsExactly(List.of(17.5, 28.0));
        assertThat(placed.text().lines().get(0).bbox()).isEqualTo(moved);
        assertThat(placed.text().words().get(0).bbox()).isEqualTo(moved);
        assertThat(placed.embedding()).containsExactly(0.5);
        assertThat(placed.region()).isEqualTo(REGION);
    }

    @Test
    void nothingReachesBeyondTheImage() {
        TaskResult placed =
                RegionResults.placed(EVERYTHING, REGION, new double[] {97.5, 75}, IMAGE);

        assertThat(placed.objects().get(0).bbox()).isEqualTo(List.of(98.75, 77.0, 1.25, 3.0));
        assertThat(placed.faces().get(0).landmarks()).containsExactly(List.of(100.0, 80.0));
    }

    @Test
    void takesTheNamesOfTheRequest() {
        TaskRequest request =
                new TaskRequest("any", null, Map.of(), "plates", RegionSource.of("vehicles"));

        TaskResult named = RegionResults.named(EVERYTHING, request);

        assertThat(named.step()).isEqualTo("plates");
        assertThat(named.region().step()).isEqualTo("vehicles");
        assertThat(named.region().index()).isEqualTo(3);
        assertThat(named.objects()).isEqualTo(EVERYTHING.objects());
    }
}
