package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    private static final String JOB = "7d0f0a52-6f3e-4d0a-9a53-3f0f6f0f2a11";

    /** Rows in databases have these keys: a change would write every result a second time. */
    @Test
    void identitiesStayWhatTheyAre() {
        UUID image = Identifiers.imageId("acme", JOB, "s3://inbox/a.tiff", "2");

        assertThat(image).hasToString("76216985-d1db-5fef-83b8-b4481ac18ad8");
        assertThat(Identifiers.resultId(image, "ocr", "tesseract", "5.5.2"))
                .hasToString("9c2147de-58a5-5fdb-9874-4b59fdb5d59a");
        assertThat(Identifiers.deadLetterId(new RecordOrigin("cv.images", 3, 4711)))
                .hasToString("94c9e36d-e9f7-5458-962e-edbaf80850eb");
    }

    @Test
    void aResultOfItsOwnStepOrRegionHasAKeyOfItsOwn() {
        UUID image = Identifiers.imageId("acme", JOB, "file:/a", "0");
        ResultRegion first = new ResultRegion("plates", 0, "plate", List.of(1.0, 2.0, 3.0, 4.0));
        ResultRegion second = new ResultRegion("plates", 1, "plate", List.of(1.0, 2.0, 3.0, 4.0));
        ResultRegion other = new ResultRegion("signs", 0, "plate", List.of(1.0, 2.0, 3.0, 4.0));

        assertThat(Identifiers.resultId(image, ocr(null, null)))
                .isEqualTo(Identifiers.resultId(image, ocr("ocr", null)))
                .isEqualTo(Identifiers.resultId(image, "ocr", "m", "1"));
        assertThat(Identifiers.resultId(image, ocr(null, first)))
                .isEqualTo(Identifiers.resultId(image, ocr("ocr", first)))
                .hasToString("1e5a167a-be7b-5e32-9dd2-2baf10ec551f");
        assertThat(
                        Stream.of(
                                Identifiers.resultId(image, ocr(null, null)),
                                Identifiers.resultId(image, ocr("read", null)),
                                Identifiers.resultId(image, ocr(null, first)),
                                Identifiers.resultId(image, ocr(null, second)),
                                Identifiers.resultId(image, ocr(null, other)),
                                Identifiers.resultId(image, ocr("read", first))))
                .doesNotHaveDuplicates();
    }

    private static TaskResult ocr(String step, ResultRegion region) {
        return new TaskResult(
                "ocr",
                step,
                new ModelReference("m", "1", null),
                false,
                null,
                region,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void areOfVersionFiveAndTheIetfVariant() {
        for (int i = 0; i < 1000; i++) {
            UUID id = Identifiers.nameBased("part", Integer.toString(i));
            assertThat(id.version()).isEqualTo(5);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id).isEqualTo(Identifiers.nameBased("part", Integer.toString(i)));
        }
    }

    @Test
    void everyPartCountsAndPartsDoNotRunTogether() {
        assertThat(
                        Stream.of(
                                Identifiers.nameBased("ab", "c"),
                                Identifiers.nameBased("a", "bc"),
                                Identifiers.nameBased("abc"),
                                Identifiers.nameBased("abc", ""),
                                Identifiers.nameBased("abc", null),
                                Identifiers.nameBased("", "abc"),
                                Identifiers.nameBased(),
                                Identifiers.nameBased(""),
                                Identifiers.nameBased((String) null),
                                Identifiers.nameBased("a", "b", "c")))
                .doesNotHaveDuplicates();
        UUID image = Identifiers.imageId("acme", JOB, "file:/a", "0");
        assertThat(
                        Stream.of(
                                image,
                                Identifiers.imageId("acmf", JOB, "file:/a", "0"),
                                Identifiers.imageId("acme", "gate-1", "file:/a", "0"),
                                Identifiers.imageId("acme", JOB, "file:/b", "0"),
                                Identifiers.imageId("acme", JOB, "file:/a", "1"),
                                Identifiers.resultId(image, "ocr", "m", "1"),
                                Identifiers.resultId(image, "ocr", "m", "2"),
                                Identifiers.resultId(image, "ocr", "n", "1"),
                                Identifiers.resultId(image, "quality", "m", "1"),
                                Identifiers.deadLetterId(new RecordOrigin("t", 0, 1)),
                                Identifiers.deadLetterId(new RecordOrigin("t", 1, 0)),
                                Identifiers.deadLetterId(new RecordOrigin("t", 1, 1)),
                                Identifiers.deadLetterId(new RecordOrigin("u", 1, 1))))
                .doesNotHaveDuplicates();
    }
}
