package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RegionSource;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskResult;
import org.junit.jupiter.api.Test;

class RegionsTest {

    private static final ImageSize IMAGE = new ImageSize(100, 80);

    private static DetectedObject object(String label, double confidence, double... box) {
        return new DetectedObject(
                label, 0, confidence, List.of(box[0], box[1], box[2], box[3]), null);
    }

    private static TaskResult objects(DetectedObject... objects) {
        return result(List.of(objects), null, null);
    }

    private static TaskResult result(
            List<DetectedObject> objects, List<DetectedFace> faces, List<Barcode> barcodes) {
        return new TaskResult(
                "any", null, null, false, null, null, objects, null, faces, barcodes, null, null,
                null);
    }

    private static RegionSource on(List<String> labels, Double padding, Integer max) {
        return new RegionSource("cars", labels, padding, max);
    }

    @Test
    void coverTheBoxesInWholePixels() {
        List<ResultRegion> regions =
                Regions.of(
                        List.of(objects(object("car", 0.5, 10.2, 20.9, 30.1, 10.05))),
                        on(null, null, null),
                        IMAGE);

        assertThat(regions)
                .containsExactly(
                        new ResultRegion("cars", 0, "car", List.of(10.0, 20.0, 31.0, 11.0)));
    }

    @Test
    void paddingIsAShareOfTheBoxAndEndsAtTheImage() {
        List<ResultRegion> regions =
                Regions.of(
                        List.of(
                                objects(
                                        object("car", 0.5, 40, 30, 20, 10),
                                        object("car", 0.4, 2, 70, 20, 10),
                                        object("car", 0.3, 90, 0, 10, 10))),
                        on(null, 0.5, null),
                        IMAGE);

        assertThat(regions)
                .extracting(ResultRegion::bbox)
                .containsExactly(
                        List.of(30.0, 25.0, 40.0, 20.0),
                        List.of(0.0, 65.0, 32.0, 15.0),
                        List.of(85.0, 0.0, 15.0, 15.0));
    }

    @Test
    void labelsChooseAndNumbersStayThoseOfTheStep() {
        TaskResult found =
                objects(
                        object("car", 0.9, 0, 0, 10, 10),
                        object("bus", 0.8, 0, 0, 20, 20),
                        object("car", 0.7, 0, 0, 30, 30));

        assertThat(Regions.of(List.of(found), on(List.of("car"), null, null), IMAGE))
                .extracting(ResultRegion::index)
                .containsExactly(0, 2);
        assertThat(Regions.of(List.of(found), on(List.of("lorry"), null, null), IMAGE)).isEmpty();
    }

    @Test
    void theMostConfidentOnesStay() {
        TaskResult first =
                objects(object("car", 0.2, 0, 0, 10, 10), object("car", 0.9, 0, 0, 10, 10));
        TaskResult second =
                objects(object("car", 0.5, 0, 0, 10, 10), object("car", 0.3, 0, 0, 10, 10));

        assertThat(Regions.of(List.of(first, second), on(null, null, 2), IMAGE))
                .extracting(ResultRegion::index)
                .containsExactly(1, 2);
    }

    @Test
    void whatIsNarrowerThanTwoPixelsIsNoneAndTakesNoPlace() {
        TaskResult found =
                objects(
                        object("car", 0.9, 99, 0, 0.5, 10),
                        object("car", 0.8, 10, 5, 10, 0),
                        object("car", 0.7, 10, 5, 2, 2));

        assertThat(Regions.of(List.of(found), on(null, null, 1), IMAGE))
                .extracting(ResultRegion::index)
                .containsExactly(2);
    }

    @Test
    void facesHaveNoLabelAndBarcodesTheirSymbology() {
        TaskResult faces =
                result(
                        null,
                        List.of(new DetectedFace(0.8, List.of(5.0, 6.0, 7.0, 8.0), List.of())),
                        null);
        TaskResult barcodes =
                result(
                        null,
                        null,
                        List.of(
                                new Barcode(
                                        "QR_CODE",
                                        "x",
                                        List.of(
                                                List.of(10.0, 5.0),
                                                List.of(20.0, 7.0),
                                                List.of(18.0, 16.0),
                                                List.of(8.0, 15.0)))));

        assertThat(Regions.of(List.of(faces), on(null, null, null), IMAGE))
                .containsExactly(new ResultRegion("cars", 0, null, List.of(5.0, 6.0, 7.0, 8.0)));
        assertThat(Regions.of(List.of(barcodes), on(null, null, null), IMAGE))
                .containsExactly(
                        new ResultRegion("cars", 0, "QR_CODE", List.of(8.0, 5.0, 12.0, 11.0)));
    }

    @Test
    void aSmallRegionNeedsAllOfTheImageAndALargeOneLess() {
        ResultRegion region = new ResultRegion("cars", 0, null, List.of(0.0, 0.0, 40.0, 20.0));

        assertThat(Regions.shortSideOfImage(region, 20, IMAGE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Regions.shortSideOfImage(region, 300, IMAGE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Regions.shortSideOfImage(region, 10, IMAGE)).isEqualTo(40);
        assertThat(Regions.shortSideOfImage(region, 7, IMAGE)).isEqualTo(28);
    }
}
