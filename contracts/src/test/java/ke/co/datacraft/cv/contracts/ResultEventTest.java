package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultEventTest {

    static List<String> results() {
        return GoldenSamples.COMPLETE.stream().filter(name -> name.startsWith("results.")).toList();
    }

    @ParameterizedTest
    @MethodSource("results")
    void everyResultGivesAnEventThatFollowsItsSchema(String name) throws Exception {
        ResultEvent event = ResultEvent.of(result(name));

        assertThat(
                        TestingSchemas.errors(
                                "result-events", ContractCodec.tree(ContractCodec.toBytes(event))))
                .isEmpty();
    }

    @Test
    void wordsAreCountedAndNotTold() throws IOException {
        ImageResult result = result("results.v1.ocr");
        ResultEvent event = ResultEvent.of(result);

        assertThat(event.counts().words()).isEqualTo(result.tasks().get(0).text().words().size());
        assertThat(ContractCodec.toJson(event))
                .doesNotContain(result.tasks().get(0).text().words().get(0).text());
    }

    @Test
    void mostCertainBoxesStayAndAllAreCounted() {
        List<DetectedObject> objects =
                IntStream.range(0, 500)
                        .mapToObj(
                                i ->
                                        new DetectedObject(
                                                "car",
                                                2,
                                                i / 500.0,
                                                List.of(1.0, 2.0, 3.0, 4.0),
                                                null))
                        .toList();
        List<Barcode> codes =
                List.of(
                        new Barcode(
                                "QR_CODE",
                                "secret",
                                List.of(
                                        List.of(5.0, 6.0),
                                        List.of(15.0, 7.0),
                                        List.of(14.0, 26.0),
                                        List.of(4.0, 25.0))));
        List<TaskResult> tasks = List.of(task(objects, null), task(null, codes));

        assertThat(ResultCounts.of(tasks)).isEqualTo(new ResultCounts(500, 0, 1, 0, 0));
        List<ResultBox> boxes = ResultBox.of(tasks, 10);
        assertThat(boxes).hasSize(10);
        assertThat(boxes.get(0))
                .isEqualTo(
                        new ResultBox(
                                "barcode", "QR_CODE", null, List.of(4.0, 6.0, 11.0, 20.0), null));
        assertThat(boxes.subList(1, 10)).allMatch(box -> box.confidence() >= 491 / 500.0);
    }

    private static TaskResult task(List<DetectedObject> objects, List<Barcode> barcodes) {
        return new TaskResult(
                "any", null, null, false, null, null, objects, null, null, barcodes, null, null,
                null);
    }

    private static ImageResult result(String name) throws IOException {
        return ContractCodec.readTrusted(GoldenSamples.bytes(name), ImageResult.class);
    }
}
