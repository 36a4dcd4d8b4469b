package ke.co.datacraft.cv.bridge.result;

import static ke.co.datacraft.cv.bridge.testing.TestingTasks.barcode;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.classes;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.face;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.object;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.objects;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.quality;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingClient;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Results of a whole job in other forms, read back by others' readers. */
class ResultExportsITCase {

    private static TestingClient client;

    private final String tenant = TestingBridge.tenant();
    private final TestingResults results = new TestingResults(TestingServices.shared(), tenant);

    @BeforeAll
    static void start() {
        client = new TestingClient(Map.of());
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private HttpResponse<byte[]> get(UUID job, String query, String... headers) throws Exception {
        HttpResponse<byte[]> response =
                client.get(tenant, "/jobs/" + job + "/results" + query, headers);
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private static String body(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Everything that can be found, on two images. */
    private UUID everything() {
        UUID job = results.job("everything");
        results.store(
                List.of(
                        results.image(
                                job,
                                "a.png",
                                0,
                                objects(
                                        object("car", 2, 0.9, 10, 20, 30, 40),
                                        object("dog", 5, 0.5, 1.5, 2.5, 3, 4)),
                                face(0.75, 100, 100, 40, 40),
                                barcode("QR_CODE", "https://x", 10, 10, 60, 12, 58, 70, 8, 66)),
                        results.image(
                                job,
                                "b.pdf",
                                1,
                                objects(object("car", 2, 0.8, 0, 0, 640, 480)),
                                barcode("CODE_128", "12", 5, 50, 105, 50),
                                text(null, "Total 42"),
                                classes(new ImageClass("street", 1, 0.8)),
                                quality())));
        return job;
    }

    @Test
    void cocoIsADataSet() throws Exception {
        CocoReader coco = CocoReader.read(get(everything(), "?format=coco").body());

        assertThat(coco.problems()).isEmpty();
        assertThat(coco.annotationsOf("a.png"))
                .containsExactly(
                        "car [10.0, 20.0, 30.0, 40.0] 1200.0 0.9",
                        "dog [1.5, 2.5, 3.0, 4.0] 12.0 0.5",
                        "face [100.0, 100.0, 40.0, 40.0] 1600.0 0.75",
                        "QR_CODE [8.0, 10.0, 52.0, 60.0] 3120.0 -");
        assertThat(coco.annotationsOf("b.pdf"))
                .containsExactly(
                        "car [0.0, 0.0, 640.0, 480.0] 307200.0 0.8",
                        "CODE_128 [5.0, 50.0, 100.0, 0.0] 0.0 -");
        assertThat(coco.categories()).containsEntry(3L, "car").containsEntry(6L, "dog").hasSize(5);
        assertThat(coco.keypoints("face")).hasSize(5);
    }

    @Test
    void idsAreTheSameInEveryExportAndWhenOthersCome() throws Exception {
        UUID job = everything();
        CocoReader before = CocoReader.read(get(job, "?format=coco").body());
        results.store(
                results.image(job, "A first.png", 0, objects(object("bus", 2, 0.9, 1, 1, 1, 1))));
        CocoReader after = CocoReader.read(get(job, "?format=coco").body());

        assertThat(after.problems()).isEmpty();
        assertThat(after.imageIds()).containsAll(before.imageIds()).hasSize(3);
        assertThat(after.annotationIds()).containsAll(before.annotationIds());
    }

    @Test
    void filtersReachExports() throws Exception {
        UUID job = everything();

        CocoReader coco =
                CocoReader.read(get(job, "?format=coco&label=car&min_confidence=0.85").body());

        assertThat(coco.annotationsOf("a.png")).hasSize(1);
        assertThat(coco.annotationsOf("b.pdf")).isEmpty();
        assertThat(coco.imageIds()).hasSize(2);
        assertThat(body(get(job, "?format=text&min_confidence=0.8"))).isEqualTo("Total\n");
    }

    private static List<Map<String, String>> csv(byte[] bytes) throws Exception {
        try (MappingIterator<Map<String, String>> lines =
                new CsvMapper()
                        .readerFor(Map.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(bytes)) {
            return lines.readAll();
        }
    }

    @Test
    void csvHasALineForEachFinding() throws Exception {
        List<Map<String, String>> lines = csv(get(everything(), "?format=csv").body());

        assertThat(lines)
                .extracting(line -> line.get("filename") + " " + line.get("kind"))
                .containsExactly(
                        "a.png object",
                        "a.png object",
                        "a.png face",
                        "a.png barcode",
                        "b.pdf object",
                        "b.pdf barcode",
                        "b.pdf word",
                        "b.pdf word",
                        "b.pdf class",
                        "b.pdf quality",
                        "b.pdf quality",
                        "b.pdf quality",
                        "b.pdf quality",
                        "b.pdf quality",
                        "b.pdf quality");
        assertThat(lines.get(0))
                .containsEntry("label", "car")
                .containsEntry("class_id", "2")
                .containsEntry("confidence", "0.9")
                .containsEntry("x", "10.0")
                .containsEntry("height", "40.0")
                .containsEntry("model", "model-of-object_detection")
                .containsEntry("index", "0");
        assertThat(lines.get(7)).containsEntry("text", "42").containsEntry("page", "1");
        assertThat(lines.get(9))
                .containsEntry("label", "sharpness")
                .containsEntry("value", "120.0");
    }

    @Test
    void columnsOfCsvAreNamedAfterTheBoxes() throws Exception {
        byte[] bytes = get(everything(), "?format=csv&bbox_format=xyxyn&label=dog").body();

        assertThat(csv(bytes))
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(Double.parseDouble(line.get("x2")))
                                        .isEqualTo(4.5 / 640));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1+1",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "say \"hi\", ok",
                "two\r\nlines",
                "ünïcödé 日本"
            })
    void noTextRunsAsAFormulaAndNoneBreaksALine(String hostile) throws Exception {
        UUID job = results.job(hostile);
        results.store(
                results.image(
                        job,
                        hostile,
                        0,
                        objects(object(hostile, 0, 0.5, -1, -2, 3, 4)),
                        barcode("QR_CODE", hostile, 0, 0, 1, 0, 1, 1, 0, 1)));

        List<Map<String, String>> lines = csv(get(job, "?format=csv").body());

        boolean runs = "=+-@\t".indexOf(hostile.charAt(0)) >= 0;
        String expected = (runs ? "'" : "") + hostile;
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .containsEntry("filename", expected)
                .containsEntry("label", expected)
                .containsEntry("x", "-1.0");
        assertThat(lines.get(1)).containsEntry("text", expected);
    }

    private static Document xml(byte[] bytes) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static List<Element> ofClass(Document document, String type) {
        List<Element> found = new ArrayList<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element element
                    && element.getAttribute("class").equals(type)) {
                found.add(element);
            }
        }
        return found;
    }

    @Test
    void hocrHoldsPagesLinesAndWordsWhereTheyAre() throws Exception {
        UUID job = results.job("letter & <more>");
        results.store(
                List.of(
                        results.image(job, "a;\"b.pdf", 0, text(null, "Dear you", "<b>&amp;")),
                        results.image(
                                job,
                                "a;\"b.pdf",
                                1,
                                text(
                                        new ResultRegion(
                                                "find", 0, "plate", List.of(5., 6., 70., 8.)),
                                        "bell\u0007")),
                        results.image(job, "c.png", 0, quality())));

        Document hocr = xml(get(job, "?format=hocr").body());

        assertThat(ofClass(hocr, "ocr_page"))
                .extracting(page -> page.getAttribute("title"))
                .containsExactly(
                        "image \"a__b.pdf\"; bbox 0 0 640 480; ppageno 0",
                        "image \"a__b.pdf\"; bbox 0 0 640 480; ppageno 1");
        assertThat(ofClass(hocr, "ocr_carea").get(1).getAttribute("title"))
                .isEqualTo("bbox 5 6 75 14");
        assertThat(ofClass(hocr, "ocr_line"))
                .extracting(Element::getTextContent)
                .containsExactly("Dear you", "<b>&amp;", "bell\uFFFD");
        assertThat(ofClass(hocr, "ocrx_word"))
                .extracting(word -> word.getAttribute("title"))
                .startsWith("bbox 0 0 40 10; x_wconf 90", "bbox 50 0 90 10; x_wconf 50");
        assertThat(ofClass(hocr, "ocrx_word"))
                .allSatisfy(
                        word -> assertThat(inside(word, (Element) word.getParentNode())).isTrue());
        assertThat(ofClass(hocr, "ocrx_word"))
                .extracting(word -> word.getAttribute("id"))
                .doesNotHaveDuplicates();
        assertThat(hocr.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("letter & <more>");
        assertThat(hocr.getElementsByTagName("meta").getLength()).isEqualTo(2);
    }

    private static boolean inside(Element word, Element line) {
        int[] inner = box(word);
        int[] outer = box(line);
        return inner[0] >= outer[0]
                && inner[1] >= outer[1]
                && inner[2] <= outer[2]
                && inner[3] <= outer[3];
    }

    private static int[] box(Element element) {
        String numbers = element.getAttribute("title").replaceFirst(".*bbox ([0-9 ]+).*", "$1");
        return java.util.Arrays.stream(numbers.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @Test
    void textHasFormFeedsBetweenItsPages() throws Exception {
        UUID job = results.job("book");
        results.store(
                List.of(
                        results.image(job, "a.pdf", 0, text(null, "one", "two")),
                        results.image(job, "a.pdf", 1, quality()),
                        results.image(job, "a.pdf", 2, text(null, "")),
                        results.image(job, "a.pdf", 3, text(null, "end\fless"))));

        assertThat(body(get(job, "?format=text"))).isEqualTo("one\ntwo\n\f\fend\nless\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv                                     | text/csv;charset=utf-8;header=present",
                "text/plain;q=0.5, text/vnd.hocr+html         | text/vnd.hocr+html;charset=utf-8",
                "text/plain;q=0.5, text/csv;q=0.4             | text/plain;charset=utf-8",
                "text/html,application/xhtml+xml,*/*;q=0.8    | application/json",
                "*/*                                          | application/json"
            })
    void theHeaderChoosesTheForm(String accept, String expected) throws Exception {
        HttpResponse<byte[]> response = get(everything(), "", "Accept", accept);

        assertThat(response.headers().firstValue("Content-Type")).hasValue(expected);
        assertThat(response.headers().firstValue("Vary")).hasValue("Accept");
    }

    @Test
    void theParameterWinsAndWhatIsNotMadeIsRefused() throws Exception {
        UUID job = everything();

        assertThat(
                        get(job, "?format=csv", "Accept", "image/png")
                                .headers()
                                .firstValue("Content-Type"))
                .hasValue("text/csv;charset=utf-8;header=present");
        HttpResponse<byte[]> refused =
                client.get(
                        tenant, "/jobs/" + job + "/results", "Accept", "image/png, text/csv;q=0");
        assertThat(refused.statusCode()).isEqualTo(406);
        assertThat(body(refused)).contains("\"code\":\"not_acceptable\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain|attachment; filename=\"plain.csv\"; filename*=UTF-8''plain.csv",
                "../../etc/pass\"wd|attachment; filename=\"_.._etc_pass_wd.csv\"; filename*=UTF-8''_.._etc_pass_wd.csv",
                "été|attachment; filename=\"_t_.csv\"; filename*=UTF-8''%C3%A9t%C3%A9.csv",
                "...|attachment; filename=\"results.csv\"; filename*=UTF-8''results.csv"
            })
    void exportsHaveASafeName(String name, String expected) throws Exception {
        assertThat(
                        get(results.job(name), "?format=csv")
                                .headers()
                                .firstValue("Content-Disposition"))
                .hasValue(expected);
    }

    @Test
    void aNameCannotAddHeaders() throws Exception {
        HttpResponse<byte[]> response =
                get(results.job("a\r\nX-Evil: 1\u202Egnp.exe"), "?format=text");

        assertThat(response.headers().firstValue("X-Evil")).isEmpty();
        assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"aX-Evil_ 1gnp.exe.txt\"");
    }

    @Test
    void aLargeJobIsToldWhole() throws Exception {
        UUID job = results.job("large");
        TaskResult found = objects(object("car", 2, 0.9, 1, 2, 3, 4));
        for (int part = 0; part < 10; part++) {
            int first = part * 1000;
            results.store(
                    IntStream.range(first, first + 1000)
                            .mapToObj(i -> results.image(job, "a.pdf", i, found, found))
                            .toList());
        }

        CocoReader coco = CocoReader.read(get(job, "?format=coco").body());

        assertThat(coco.problems())
                .containsExactly("annotation ids are not unique")
                .as("the same task twice has the same id");
        assertThat(coco.imageIds()).hasSize(10_000);
        assertThat(csv(get(job, "?format=csv").body())).hasSize(20_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"camera", "chain", "detection", "finds", "nothing-found", "ocr", "quality"})
    void everyGoldenSampleIsToldInEveryForm(String name) throws Exception {
        UUID job = results.job(name);
        ImageResult sample =
                ContractCodec.readTrusted(
                        GoldenSamples.bytes("results.v1." + name), ImageResult.class);
        ImageResult own = results.image(job, name, 0, sample.tasks().toArray(TaskResult[]::new));
        results.store(own);

        assertThat(CocoReader.read(get(job, "?format=coco").body()).problems()).isEmpty();
        csv(get(job, "?format=csv").body());
        xml(get(job, "?format=hocr").body());
        get(job, "?format=text");
    }
}
