package ke.co.datacraft.cv.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageResult;
import org.junit.jupiter.api.Test;

class FindingRowsTest {

    private static String json(String name) throws IOException {
        return new String(GoldenSamples.bytes("results.v1." + name), StandardCharsets.UTF_8);
    }

    private static ImageResult result(String json) throws IOException {
        return ContractCodec.readTrusted(json.getBytes(StandardCharsets.UTF_8), ImageResult.class);
    }

    @Test
    void eachFindingHasARowUnderAKeyOfItsOwn() throws IOException {
        ImageResult result = result(json("finds"));

        assertThat(FaceRows.of(result))
                .singleElement()
                .satisfies(
                        rows -> {
                            assertThat(rows.result().model()).isEqualTo("yunet");
                            assertThat(rows.result().step().step()).isNull();
                            assertThat(rows.faces())
                                    .containsExactly(
                                            new FaceRows.Row(
                                                    rows.faces().get(0).id(),
                                                    0,
                                                    0.9375,
                                                    10,
                                                    20,
                                                    30,
                                                    40,
                                                    "[[15.0,30.0],[30.0,30.0],[22.5,40.0],"
                                                            + "[17.0,50.0],[29.0,50.0]]"));
                        });
        assertThat(BarcodeRows.of(result).get(0).barcodes())
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.symbology()).isEqualTo("EAN_13");
                            assertThat(row.content()).isEqualTo("4006381333931");
                        });
        assertThat(EmbeddingRow.of(result).get(0).embedding()).containsExactly(0.25, -0.5, 0.125);
        assertThat(ClassificationRows.of(result)).isEmpty();
        assertThat(ResultRows.detections(result)).isEmpty();
        assertThat(
                        ResultRows.image(SerializedResult.of(result), ResultDocuments.of("true"))
                                .confidenceScore())
                .isEqualTo(0.9375);
    }

    @Test
    void nothingFoundIsAResultWithoutRows() throws IOException {
        String empty =
                json("finds")
                        .replaceAll("(?s)\"barcodes\": \\[.*?]\\s*]\\s*}\\s*]", "\"barcodes\": []");

        assertThat(BarcodeRows.of(result(empty)))
                .singleElement()
                .satisfies(rows -> assertThat(rows.barcodes()).isEmpty());
    }

    @Test
    void aChainedResultTellsItsStepAndRegion() throws IOException {
        ImageResult result = result(json("chain"));

        StepColumns vehicles = ResultRows.detections(result).get(0).step();
        assertThat(vehicles).isEqualTo(new StepColumns("vehicles", null, null, null, null));
        ClassificationRows classes = ClassificationRows.of(result).get(0);
        assertThat(classes.result().step())
                .isEqualTo(
                        new StepColumns(null, "vehicles", 0, "car", "[70.5,185.0,360.0,180.25]"));
        assertThat(classes.result().id())
                .isEqualTo(Identifiers.resultId(result.imageId(), result.tasks().get(1)));
        assertThat(classes.classes())
                .extracting(ClassificationRows.Row::rank)
                .containsExactly(0, 1);
        assertThat(classes.classes())
                .extracting(ClassificationRows.Row::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void anotherRegionHasOtherKeys() throws IOException {
        UUID first = ClassificationRows.of(result(json("chain"))).get(0).classes().get(0).id();
        UUID second =
                ClassificationRows.of(result(json("chain").replace("\"index\": 0", "\"index\": 1")))
                        .get(0)
                        .classes()
                        .get(0)
                        .id();

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void hostileTextFitsItsColumns() throws IOException {
        String bad = "\\\\u0000\\\\ud800" + "x".repeat(500);
        for (String name : new String[] {"finds", "chain"}) {
            ImageResult result =
                    result(
                            json(name)
                                    .replaceAll(
                                            "\"(version|name|label|symbology|content|step"
                                                    + "|created_by)\": \"[^\"]*\"",
                                            "\"$1\": \"" + bad + "\""));
            String all =
                    FaceRows.of(result).toString()
                            + BarcodeRows.of(result)
                            + ClassificationRows.of(result)
                            + EmbeddingRow.of(result);
            assertThat(all).doesNotContain("\0", "\\u0000", "\ud800", "\\ud800");
            BarcodeRows.of(result)
                    .forEach(
                            rows ->
                                    assertThat(rows.barcodes().get(0).symbology())
                                            .hasSizeLessThanOrEqualTo(50));
            ClassificationRows.of(result)
                    .forEach(
                            rows ->
                                    assertThat(rows.result().step().regionStep())
                                            .hasSizeLessThanOrEqualTo(50));
        }
    }
}
