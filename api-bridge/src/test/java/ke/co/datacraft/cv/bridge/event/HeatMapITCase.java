package ke.co.datacraft.cv.bridge.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingCaller;
import ke.co.datacraft.cv.bridge.testing.TestingDatabase;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeatMapITCase {

    private static final String TWO_DAYS =
            "/analytics/heatmap?source_id=gate&after=2026-03-04T00:00:00Z"
                    + "&before=2026-03-06T00:00:00Z";

    private static ApiBridge bridge;
    private static TestingDatabase database;

    private TestingCaller viewer;

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of());
        database = new TestingDatabase(TestingServices.shared());
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @BeforeEach
    void aTenantOfItsOwn() {
        viewer = new TestingCaller(bridge, TestingBridge.tenant(), Role.VIEWER);
    }

    @Test
    void hoursAreAddedUpCellByCell() {
        row("gate", "2026-03-04T05:00:00Z", 2, 100, 1, 0, 2, 0, 0, 2000000000);
        row("gate", "2026-03-04T06:00:00Z", 2, 50, 3, 0, 0, 0, 0, 2000000000);
        row("gate", "2026-03-05T00:00:00Z", 2, 7, 0, 5, 0, 0, 0, 0);
        row("yard", "2026-03-04T05:00:00Z", 2, 100, 9, 9, 9, 9, 9, 9);
        row(TestingBridge.tenant(), "gate", "2026-03-04T05:00:00Z", 2, 100, 9, 9, 9, 9, 9, 9);

        assertThat(items(TWO_DAYS)).containsExactly("04T00:00 3x2 of 157 [4,5,2,0,0,4000000000]");
        assertThat(items(TWO_DAYS + "&bucket=day"))
                .containsExactly(
                        "04T00:00 3x2 of 150 [4,0,2,0,0,4000000000]",
                        "05T00:00 3x2 of 7 [0,5,0,0,0,0]");
        assertThat(items(TWO_DAYS + "&bucket=hour"))
                .containsExactly(
                        "04T05:00 3x2 of 100 [1,0,2,0,0,2000000000]",
                        "04T06:00 3x2 of 50 [3,0,0,0,0,2000000000]",
                        "05T00:00 3x2 of 7 [0,5,0,0,0,0]");
        assertThat(items(TWO_DAYS.replace("gate", "attic"))).isEmpty();
    }

    @Test
    void ofAClassItsObjectsCountOverAllFrames() {
        row("gate", "2026-03-04T05:00:00Z", 1, 100, 7, 3);
        classRow("car", "2026-03-04T05:00:00Z", 60, 5, 1);
        classRow("person", "2026-03-04T05:00:00Z", 90, 1, 2);
        row("gate", "2026-03-04T06:00:00Z", 1, 50, 4, 4);
        classRow("person", "2026-03-04T06:00:00Z", 50, 4, 0);

        assertThat(items(TWO_DAYS)).containsExactly("04T00:00 2x1 of 150 [11,7]");
        assertThat(items(TWO_DAYS + "&label=person")).containsExactly("04T00:00 2x1 of 150 [5,2]");
        assertThat(items(TWO_DAYS + "&label=car&bucket=hour"))
                .as("the second hour had none")
                .containsExactly("04T05:00 2x1 of 100 [5,1]", "04T06:00 2x1 of 50 [0,0]");
        assertThat(items(TWO_DAYS + "&label=car&label=person"))
                .containsExactly("04T00:00 2x1 of 150 [10,3]");
        assertThat(items(TWO_DAYS + "&label=bus")).containsExactly("04T00:00 2x1 of 150 [0,0]");
        assertThat(viewer.get(TWO_DAYS + "&label=car").path("labels"))
                .extracting(JsonNode::asText)
                .containsExactly("car", "person");
        assertThat(viewer.get(TWO_DAYS.replace("gate", "yard")).path("labels")).isEmpty();
    }

    @Test
    void theHourThatTheTimeBeginsInCountsWhole() {
        row("gate", "2026-03-04T05:00:00Z", 1, 10, 1);
        row("gate", "2026-03-04T06:00:00Z", 1, 10, 2);

        String path = "/analytics/heatmap?source_id=gate&after=2026-03-04T05:59:00Z&before=";
        assertThat(items(path + "2026-03-04T06:00:00Z")).containsExactly("04T05:00 1x1 of 10 [1]");
        assertThat(items(path + "2026-03-04T06:00:01Z")).containsExactly("04T05:00 1x1 of 20 [3]");
    }

    @Test
    void anHourBelongsToTheDayInWhichItBegins() {
        row("gate", "2026-03-04T18:00:00Z", 1, 10, 1);
        row("gate", "2026-03-04T19:00:00Z", 1, 10, 2);

        assertThat(items(TWO_DAYS + "&bucket=day&time_zone=Asia/Kolkata"))
                .as("days begin at half past six")
                .containsExactly("03T18:30 1x1 of 10 [1]", "04T18:30 1x1 of 10 [2]");
        assertThat(
                        items(
                                "/analytics/heatmap?source_id=gate&after=2026-03-04T18:45:00Z"
                                        + "&before=2026-03-05T00:00:00Z&bucket=day&time_zone=Asia/Kolkata"))
                .as("an hour before the first day is not lost")
                .containsExactly("04T18:30 1x1 of 20 [3]");
    }

    @Test
    void aGridThatWasChangedIsAMapOfItsOwn() {
        row("gate", "2026-03-04T05:00:00Z", 1, 10, 1, 2);
        row("gate", "2026-03-04T06:00:00Z", 2, 20, 3, 4);

        assertThat(items(TWO_DAYS))
                .containsExactly("04T00:00 2x1 of 10 [1,2]", "04T00:00 1x2 of 20 [3,4]");
    }

    @Test
    void whatIsTooLongOrBackwardsIsRefused() {
        String year = "/analytics/heatmap?source_id=gate&after=2026-01-01T00:00:00Z";
        assertThat(refused(year + "&before=2026-02-01T02:00:00Z")).isEqualTo("too_many_buckets");
        assertThat(items(year + "&before=2026-02-01T01:00:00Z")).isEmpty();
        assertThat(refused(year + "&before=2026-01-10T00:00:00Z&bucket=hour"))
                .isEqualTo("too_many_buckets");
        assertThat(refused(year + "&before=2026-01-01T00:00:00Z")).isEqualTo("invalid_field");
        assertThat(refused(year + "&before=2026-01-02T00:00:00Z&time_zone=Mars"))
                .isEqualTo("invalid_field");
        assertThat(refused("/analytics/heatmap?after=2026-01-01T00:00:00Z"))
                .as("of which source?")
                .isEqualTo("invalid_field");
    }

    private String refused(String path) {
        return viewer.json(400, "GET", path, null).at("/code").asText();
    }

    private List<String> items(String path) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : viewer.get(path).path("items")) {
            items.add(
                    "%s %dx%d of %d %s"
                            .formatted(
                                    item.path("time").asText().substring(8, 16),
                                    item.path("columns").asInt(),
                                    item.path("rows").asInt(),
                                    item.path("frames").asInt(),
                                    item.path("cells")));
        }
        return items;
    }

    private void row(String source, String time, int rows, int frames, Integer... cells) {
        row(viewer.tenant(), source, time, rows, frames, cells);
    }

    private void classRow(String label, String time, int frames, Integer... cells) {
        row(viewer.tenant(), "gate", label, time, 1, frames, cells);
    }

    private static void row(
            String tenant, String source, String time, int rows, int frames, Integer... cells) {
        row(tenant, source, "", time, rows, frames, cells);
    }

    private static void row(
            String tenant,
            String source,
            String label,
            String time,
            int rows,
            int frames,
            Integer... cells) {
        database.update(
                """
                INSERT INTO cv.heat_maps (id, tenant_id, source_id, label, bucket_start,
                    bucket_seconds, columns, rows, frames, cells)
                VALUES (gen_random_uuid(), ?, ?, ?, CAST(? AS timestamptz), 3600, ?, ?, ?,
                    CAST(? AS integer[]))
                """,
                tenant,
                source,
                label,
                time,
                cells.length / rows,
                rows,
                frames,
                "{"
                        + String.join(",", List.of(cells).stream().map(String::valueOf).toList())
                        + "}");
    }
}
