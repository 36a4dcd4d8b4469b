package ke.co.datacraft.cv.bridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobListITCase {

    private static ApiBridge bridge;

    private final JobsClient client =
            new JobsClient(bridge, TestingServices.shared(), TestingBridge.tenant());

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of());
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    private String job(String name, String task, int priority) {
        return client.job(
                """
                {"name": "%s", "priority": %d, "tasks": [{"task": "%s"}], "content_type": "image/%s",
                 "references": [{"uri": "https://example.com/a"}]}
                """
                        .formatted(name, priority, task, priority > 5 ? "png" : "jpeg"));
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> item.get("job_id").asText())
                .toList();
    }

    private List<JsonNode> all(String query, Runnable between) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get("/jobs?limit=2" + query + cursor);
            page.get("items").forEach(items::add);
            between.run();
            cursor = page.has("next_cursor") ? "&cursor=" + page.get("next_cursor").asText() : null;
        } while (cursor != null);
        return items;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "created_at",
                "-created_at",
                "updated_at",
                "-updated_at",
                "priority",
                "-priority",
                "name",
                "-name"
            })
    void pagesHoldEachJobOnceInOrder(String sort) {
        for (int i = 0; i < 7; i++) {
            job("job " + i % 3, "ocr", 1 + i % 4);
        }
        List<JsonNode> items = all("&sort=" + sort, () -> {});

        String field = sort.replace("-", "");
        Comparator<JsonNode> order =
                Comparator.comparing(
                        item ->
                                item.get(field).isInt()
                                        ? "%03d".formatted(item.get(field).asInt())
                                        : item.get(field).asText());
        assertThat(items).hasSize(7).doesNotHaveDuplicates();
        assertThat(items).isSortedAccordingTo(sort.startsWith("-") ? order.reversed() : order);
    }

    @Test
    void jobsThatComeMeanwhileNeitherHideNorRepeatOthers() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            before.add(0, job("old", "ocr", 5));
        }

        List<JsonNode> items = all("", () -> job("new", "ocr", 5));

        assertThat(items).extracting(item -> item.get("job_id").asText()).isEqualTo(before);
    }

    @Test
    void filtersNarrow() throws Exception {
        String letter = job("Letter 100%", "ocr", 3);
        String street = job("street", "object_detection", 8);
        client.move(street, "PROCESSING", "");

        assertThat(ids(client.get("/jobs?state=PENDING"))).containsExactly(letter);
        assertThat(ids(client.get("/jobs?state=PENDING,PROCESSING"))).hasSize(2);
        assertThat(ids(client.get("/jobs?state=PENDING&state=FAILED"))).containsExactly(letter);
        assertThat(ids(client.get("/jobs?task=object_detection"))).containsExactly(street);
        assertThat(ids(client.get("/jobs?content_type=image/png"))).containsExactly(street);
        assertThat(ids(client.get("/jobs?name=LETTER"))).containsExactly(letter);
        assertThat(ids(client.get("/jobs?name=0%25"))).containsExactly(letter);
        assertThat(ids(client.get("/jobs?name=%25"))).containsExactly(letter);
        assertThat(ids(client.get("/jobs?created_by=tester"))).hasSize(2);
        assertThat(ids(client.get("/jobs?created_by=another"))).isEmpty();
        String at = client.get("/jobs/" + street).get("created_at").asText();
        String word = URLEncoder.encode(at, StandardCharsets.UTF_8);
        assertThat(ids(client.get("/jobs?after=" + word))).containsExactly(street);
        assertThat(ids(client.get("/jobs?before=" + word))).containsExactly(letter);
    }

    @Test
    void aRowThatOnlyTheStreamWroteIsListedByItsTasks() throws Exception {
        String id = job("plain", "ocr", 5);
        client.update(
                "UPDATE cv.processing_jobs SET processing_parameters = NULL,"
                        + " processing_type = 'barcode,ocr' WHERE id = CAST(? AS UUID)",
                id);

        assertThat(ids(client.get("/jobs?task=barcode"))).containsExactly(id);
        assertThat(ids(client.get("/jobs?task=quality"))).isEmpty();
        assertThat(client.get("/jobs/" + id).has("tasks")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "bm9uZQ",
                "WyJ4Il0",
                "WyItY3JlYXRlZF9hdCIsIngiLCJ4Il0",
                "WyJuYW1lIiwieCIsIjdkMGYwYTUyLTZmM2UtNGQwYS05YTUzLTNmMGY2ZjBmMmExMSJd"
            })
    void aCursorThatIsNoneIsRefused(String cursor) {
        assertThat(client.send("GET", "/jobs?cursor=" + cursor, null).statusCode()).isEqualTo(400);
    }
}
