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

class CountsITCase {

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final String DAY = "after=2026-03-04T00:00:00Z&before=2026-03-05T00:00:00Z";

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
    void hoursAreReadWhereTheyAreWholeAndMinutesAfterThem() {
        row("gate", "entry", "line", "car", "05:00", HOUR, 10, 4);
        row("gate", "entry", "line", "car", "05:59", MINUTE, 3, 1);
        row("gate", "entry", "line", "car", "06:00", MINUTE, 2, 0);
        row("gate", "entry", "line", "car", "06:01", MINUTE, 1, 5);
        row(TestingBridge.tenant(), "gate", "entry", "line", "car", "06:01", MINUTE, 9, 9);

        assertThat(items("/analytics/counts?" + DAY))
                .containsExactly(
                        "05:00 gate entry car in 10 out 4", "06:00 gate entry car in 3 out 5");
        assertThat(items("/analytics/counts?bucket=minute&" + DAY))
                .containsExactly(
                        "05:59 gate entry car in 3 out 1",
                        "06:00 gate entry car in 2 out 0",
                        "06:01 gate entry car in 1 out 5");
        assertThat(items("/analytics/counts?bucket=day&" + DAY))
                .containsExactly("00:00 gate entry car in 13 out 9");
    }

    @Test
    void daysBeginWhereTheTimeZoneSays() {
        row("gate", "entry", "line", "car", "20:00", HOUR, 1, 0);
        row("gate", "entry", "line", "car", "21:00", HOUR, 2, 0);
        row("gate", "entry", "line", "car", "18:29", MINUTE, 4, 0);
        row("gate", "entry", "line", "car", "18:30", MINUTE, 8, 0);

        String two = "after=2026-03-04T00:00:00Z&before=2026-03-06T00:00:00Z";
        assertThat(
                        items(
                                "/analytics/counts?bucket=day&time_zone=Africa/Nairobi&source_id=gate&"
                                        + two))
                .as("three hours ahead, hours are whole")
                .containsExactly(
                        "21:00 gate entry car in 1 out 0", "21:00 gate entry car in 2 out 0");
        assertThat(items("/analytics/counts?bucket=day&time_zone=Asia/Kolkata&" + two))
                .as("half an hour off, so of minutes")
                .containsExactly(
                        "18:30 gate entry car in 4 out 0", "18:30 gate entry car in 8 out 0");
        assertThat(viewer.send("GET", "/analytics/counts?time_zone=Mars&" + DAY, null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsNotGroupedIsReadFromTheRowsOfAll() {
        row("gate", "", "", "", "05:00", HOUR, 0, 0);
        row("gate", "", "", "car", "05:00", HOUR, 0, 0);
        row("gate", "drive", "polygon", "car", "05:00", HOUR, 7, 6);
        row("yard", "", "", "", "05:00", HOUR, 0, 0);

        assertThat(items("/analytics/counts?" + DAY))
                .containsExactly("05:00 gate drive car entries 7 exits 6");
        assertThat(items("/analytics/counts?group_by=source&" + DAY))
                .containsExactly("05:00 gate - -", "05:00 yard - -");
        assertThat(items("/analytics/counts?group_by=source,label&" + DAY))
                .containsExactly("05:00 gate - car");
        assertThat(items("/analytics/counts?group_by=zone&label=car&" + DAY))
                .containsExactly("05:00 - drive - entries 7 exits 6");
        JsonNode all = viewer.get("/analytics/counts?group_by=source&source_id=gate&" + DAY);
        assertThat(all.at("/items/0/unique_tracks").asInt()).isEqualTo(5);
        assertThat(all.at("/items/0/occupancy_mean").asDouble()).isEqualTo(1.5);
        assertThat(all.at("/items/0/occupancy_max").asInt()).isEqualTo(3);
        assertThat(all.at("/items/0/dwell_p50_seconds").asDouble()).isEqualTo(10);
        assertThat(all.at("/items/0/dwell_max_seconds").asDouble()).isEqualTo(30);
    }

    @Test
    void emptyBucketsAreToldOnRequest() {
        row("gate", "entry", "line", "car", "05:00", HOUR, 10, 4);
        row("gate", "entry", "line", "car", "07:00", HOUR, 1, 0);

        assertThat(
                        items(
                                "/analytics/counts?fill=true&after=2026-03-04T04:00:00Z"
                                        + "&before=2026-03-04T07:30:00Z"))
                .containsExactly(
                        "04:00 gate entry car in 0 out 0",
                        "05:00 gate entry car in 10 out 4",
                        "06:00 gate entry car in 0 out 0",
                        "07:00 gate entry car in 1 out 0");
    }

    @Test
    void anAnswerOfTooManyBucketsIsRefused() {
        JsonNode problem =
                viewer.json(
                        400,
                        "GET",
                        "/analytics/counts?bucket=minute&after=2026-01-01T00:00:00Z"
                                + "&before=2026-02-01T00:00:00Z",
                        null);
        assertThat(problem.at("/code").asText()).isEqualTo("too_many_buckets");
        assertThat(
                        viewer.send(
                                        "GET",
                                        "/analytics/counts?after=2026-02-01T00:00:00Z"
                                                + "&before=2026-02-01T00:00:00Z",
                                        null)
                                .statusCode())
                .isEqualTo(400);
    }

    private List<String> items(String path) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : viewer.get(path).path("items")) {
            StringBuilder line = new StringBuilder(item.path("time").asText().substring(11, 16));
            for (String field : List.of("source_id", "zone_id", "label")) {
                line.append(' ').append(item.path(field).asText("-"));
            }
            if (item.has("crossings_in")) {
                line.append(" in ").append(item.path("crossings_in").asInt());
                line.append(" out ").append(item.path("crossings_out").asInt());
            }
            if (item.has("entries")) {
                line.append(" entries ").append(item.path("entries").asInt());
                line.append(" exits ").append(item.path("exits").asInt());
            }
            items.add(line.toString());
        }
        return items;
    }

    private void row(
            String source,
            String zone,
            String kind,
            String label,
            String time,
            int seconds,
            int in,
            int out) {
        row(viewer.tenant(), source, zone, kind, label, time, seconds, in, out);
    }

    private static void row(
            String tenant,
            String source,
            String zone,
            String kind,
            String label,
            String time,
            int seconds,
            int in,
            int out) {
        database.update(
                """
                INSERT INTO cv.analytics_counts (id, tenant_id, source_id, zone_id, zone_kind,
                    label, bucket_start, bucket_seconds, count_in, count_out, unique_tracks,
                    occupancy_mean, occupancy_max, dwell_count, dwell_p50_seconds,
                    dwell_p90_seconds, dwell_max_seconds)
                VALUES (gen_random_uuid(), ?, ?, ?, ?, ?, CAST(? AS timestamptz), ?, ?, ?, 5, 1.5,
                    3, 4, 10, 20, 30)
                """,
                tenant,
                source,
                zone,
                kind,
                label,
                "2026-03-04T" + time + ":00Z",
                seconds,
                in,
                out);
    }
}
