package ke.co.datacraft.cv.bridge.result;

import static ke.co.datacraft.cv.bridge.testing.TestingTasks.classes;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.object;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.objects;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.quality;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingClient;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results of a job as JSON. */
class JobResultsITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "k1:" + "0123456789abcdef".repeat(4);
    private static final FieldCipher CIPHER = new FieldCipher(EncryptionKeys.parse(KEY));

    private static TestingClient client;

    private final String tenant = TestingBridge.tenant();
    private final TestingResults results = new TestingResults(TestingServices.shared(), tenant);

    @BeforeAll
    static void start() {
        client = new TestingClient(Map.of("CV_ENCRYPTION_KEY", KEY));
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private JsonNode get(UUID job, String query) throws Exception {
        HttpResponse<byte[]> response = client.get(tenant, path(job, query));
        assertThat(response.statusCode()).as(body(response)).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static String path(UUID job, String query) {
        return "/jobs/" + job + "/results" + query;
    }

    private static String body(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static List<String> names(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(i -> i.get("original_filename").asText() + "#" + i.get("page").asInt())
                .toList();
    }

    private static JsonNode box(JsonNode page) {
        return page.at("/items/0/tasks/0/objects/0/bbox");
    }

    @Test
    void messagesAreToldAsTheyWereWritten() throws Exception {
        UUID job = results.job("holiday");
        ImageResult result =
                results.image(job, "a.png", 0, objects(object("car", 2, 0.9, 1, 2, 3, 4)));
        results.store(result);

        HttpResponse<byte[]> response = client.get(tenant, path(job, ""));

        assertThat(body(response))
                .isEqualTo(
                        "{\"job_id\":\"%s\",\"state\":\"COMPLETED\",\"bbox_format\":\"coco\",\"items\":[%s]}"
                                .formatted(job, ContractCodec.toJson(result)));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        Eventually.until(
                "the note of the audit",
                () -> results.audit().contains("results.read " + job + " success"));
    }

    @Test
    void aJobWithoutImagesYetHasNone() throws Exception {
        assertThat(get(results.job("empty"), "").get("items")).isEmpty();
    }

    @Test
    void whatIsNotThereOrAnothersIsNotFound() throws Exception {
        UUID job = results.job("mine");
        results.store(results.image(job, "a.png", 0));

        assertThat(client.get(TestingBridge.tenant(), path(job, "")).statusCode()).isEqualTo(404);
        assertThat(client.get(tenant, path(UUID.randomUUID(), "")).statusCode()).isEqualTo(404);
        for (String format : List.of("coco", "csv", "hocr", "text")) {
            HttpResponse<byte[]> response =
                    client.get(TestingBridge.tenant(), path(job, "?format=" + format));
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.headers().firstValue("Content-Disposition")).isEmpty();
        }
    }

    @Test
    void pagesFollowTheOrderOfNamesAndPagesWhateverComesMeanwhile() throws Exception {
        UUID job = results.job("pages");
        for (int page = 4; page >= 0; page--) {
            results.store(results.image(job, "b \"quoted\"/é.pdf", page));
        }
        results.store(results.image(job, "a.png", 0));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int i = 0; i < 3; i++) {
            JsonNode page = get(job, "?limit=2" + cursor);
            seen.addAll(names(page));
            cursor = page.has("next_cursor") ? "&cursor=" + page.get("next_cursor").asText() : null;
            results.store(results.image(job, "A came later.png", i));
        }

        assertThat(cursor).isNull();
        assertThat(seen)
                .containsExactly(
                        "a.png#0",
                        "b \"quoted\"/é.pdf#0",
                        "b \"quoted\"/é.pdf#1",
                        "b \"quoted\"/é.pdf#2",
                        "b \"quoted\"/é.pdf#3",
                        "b \"quoted\"/é.pdf#4");
    }

    @Test
    void filesOfOneNameKeepTheirPagesTogether() throws Exception {
        UUID job = results.job("twins");
        for (int page = 0; page < 2; page++) {
            results.store(results.image(job, null, "s3://one/a.pdf", "a.pdf", page));
            results.store(results.image(job, null, "s3://two/a.pdf", "a.pdf", page));
        }

        List<String> uris =
                StreamSupport.stream(get(job, "").get("items").spliterator(), false)
                        .map(item -> item.get("uri").asText())
                        .toList();

        assertThat(uris.get(0)).isEqualTo(uris.get(1)).isNotEqualTo(uris.get(2));
        assertThat(uris.get(2)).isEqualTo(uris.get(3));
    }

    @Test
    void aPageOfLargeResultsEndsEarlyAndTheNextGoesOn() throws Exception {
        UUID job = results.job("large");
        String word = "x".repeat(1 << 20);
        results.store(
                IntStream.range(0, 8)
                        .mapToObj(i -> results.image(job, "a.pdf", i, text(null, word)))
                        .toList());

        JsonNode first = get(job, "?limit=100");
        JsonNode second = get(job, "?limit=100&cursor=" + first.get("next_cursor").asText());

        assertThat(first.get("items").size()).isBetween(1, 6);
        assertThat(first.get("items").size() + second.get("items").size()).isLessThanOrEqualTo(8);
        assertThat(names(second).get(0)).isEqualTo("a.pdf#" + first.get("items").size());
    }

    @Test
    void aPageOfALargeJobIsReadByItsIndexAlone() throws Exception {
        UUID job = results.job("indexed");
        results.store(
                IntStream.range(0, 5000).mapToObj(i -> results.image(job, "a.pdf", i)).toList());
        Database database = client.bridge().services().database();
        database.system(
                connection -> connection.createStatement().execute("ANALYZE cv.image_processing"));

        String plan =
                database.tenant(
                        tenant,
                        connection -> {
                            try (PreparedStatement explain =
                                    connection.prepareStatement(
                                            "EXPLAIN " + ResultTable.NEXT_PAGE)) {
                                Object[] values = {
                                    tenant, job, "a.pdf", "00".repeat(16), 7, job, 101, tenant, job
                                };
                                for (int i = 0; i < values.length; i++) {
                                    explain.setObject(i + 1, values[i]);
                                }
                                return lines(explain.executeQuery());
                            }
                        });

        assertThat(plan)
                .contains(
                        "Index Cond: ((job_id = ",
                        "(ROW((original_filename)::text, md5(file_path), page, id) > ")
                .doesNotContain("Seq Scan on image_processing");
    }

    private static String lines(ResultSet rows) throws SQLException {
        StringBuilder lines = new StringBuilder();
        while (rows.next()) {
            lines.append(rows.getString(1)).append('\n');
        }
        return lines.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "bm90IG91cnM", "%00", "LzAvMC8"})
    void aForeignCursorIsRefused(String cursor) throws Exception {
        HttpResponse<byte[]> response =
                client.get(tenant, path(results.job("j"), "?cursor=" + cursor));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(body(response)).contains("\"field\":\"cursor\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coco   | [64.0,48.0,320.0,240.0]",
                "xyxy   | [64.0,48.0,384.0,288.0]",
                "cxcywh | [224.0,168.0,320.0,240.0]",
                "xyxyn  | [0.1,0.1,0.6,0.6]"
            })
    void boxesAreWrittenAsAskedForAndTheAnswerSaysHow(String format, String expected)
            throws Exception {
        UUID job = results.job("boxes");
        results.store(
                results.image(job, "a.png", 0, objects(object("car", 2, 0.9, 64, 48, 320, 240))));

        JsonNode page = get(job, "?bbox_format=" + format);

        assertThat(box(page)).isEqualTo(JSON.readTree(expected));
        assertThat(page.get("bbox_format").asText()).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?task=quality                          | quality",
                "?task=quality,ocr                      | ocr:one two, quality",
                "?task=quality&task=ocr                 | ocr:one two, quality",
                "?min_confidence=0.8                    | objects:car, classes:street, ocr:one, quality",
                "?min_confidence=1                      | objects:, classes:, ocr:, quality",
                "?label=car&label=night                 | objects:car, classes:night",
                "?label=nothing                         | objects:, classes:",
                "?label=dog,night&min_confidence=0.4    | objects:dog, classes:",
                "?task=object_detection&label=dog       | objects:dog"
            })
    void onlyWhatIsAskedForIsShown(String query, String expected) throws Exception {
        UUID job = results.job("filters");
        results.store(
                results.image(
                        job,
                        "a.png",
                        0,
                        objects(
                                object("car", 2, 0.9, 1, 2, 3, 4),
                                object("dog", 5, 0.5, 1, 2, 3, 4)),
                        classes(new ImageClass("street", 1, 0.8), new ImageClass("night", 2, 0.2)),
                        text(null, "one two"),
                        quality()));

        assertThat(summary(get(job, query))).isEqualTo(expected);
    }

    private static String summary(JsonNode page) {
        List<String> tasks = new ArrayList<>();
        for (JsonNode task : page.at("/items/0/tasks")) {
            if (task.has("objects")) {
                tasks.add("objects:" + String.join(" ", task.findValuesAsText("label")));
            } else if (task.has("classes")) {
                tasks.add("classes:" + String.join(" ", task.findValuesAsText("label")));
            } else if (task.has("text")) {
                tasks.add("ocr:" + task.at("/text/text").asText());
            } else {
                tasks.add(task.get("task").asText());
            }
        }
        return String.join(", ", tasks);
    }

    @Test
    void imagesWhoseResultIsNotKeptAreCounted() throws Exception {
        UUID job = results.job("gone");
        results.store(results.image(job, "a.png", 0), null);
        results.store(results.image(job, "b.png", 0));

        JsonNode page = get(job, "");

        assertThat(names(page)).containsExactly("b.png#0");
        assertThat(page.get("not_kept").asInt()).isEqualTo(1);
    }

    @Test
    void encryptedResultsAreOpened() throws Exception {
        UUID job = results.job("secret");
        ImageResult result = results.image(job, "a.png", 0, quality());
        String document =
                CIPHER.encrypt(
                        EncryptedFields.resultDocument(tenant, result.imageId()),
                        ContractCodec.toJson(result));
        assertThat(document).doesNotContain("quality");
        results.store(result, document);

        assertThat(names(get(job, ""))).containsExactly("a.png#0");
    }

    @Test
    void wrongValuesAreRefusedByName() throws Exception {
        UUID job = results.job("wrong");
        for (String query :
                List.of(
                        "limit=0",
                        "limit=501",
                        "bbox_format=yolo",
                        "task=paint",
                        "min_confidence=2",
                        "format=xml")) {
            HttpResponse<byte[]> response = client.get(tenant, path(job, "?" + query));
            assertThat(response.statusCode()).as(query).isEqualTo(400);
            assertThat(body(response)).contains("\"field\":\"" + query.replaceAll("=.*", ""));
        }
    }

    @Test
    void anExportThatBreaksIsSeenToBeBroken() {
        UUID job = results.job("broken");
        results.store(
                IntStream.range(0, 700).mapToObj(i -> results.image(job, "a.pdf", i)).toList());
        results.store(results.image(job, "b.pdf", 0), "{\"tasks\":");

        assertThatThrownBy(() -> client.get(tenant, path(job, "?format=csv")))
                .isInstanceOf(IOException.class);
    }
}
