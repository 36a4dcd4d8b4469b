package ke.co.datacraft.cv.bridge.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
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

class EventsITCase {

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
    void eventsAreFilteredSortedAndReadPageByPage() {
        String first = event("gate", "zone", "person", "drive", 0.9, 0, 5);
        String second = event("gate", "line", "car", "entry", 0.5, 1, 1);
        String third = event("yard", "zone", "person", "lawn", 0.7, 2, null);
        String fourth = event("yard", "track", "dog", null, 0.95, 2, null);
        event(TestingBridge.tenant(), "gate", "zone", "person", "drive", 0.9, 0, 5);

        assertThat(viewer.all("/events?sort=start_time", "/id").subList(0, 2))
                .containsExactly(first, second);
        assertThat(viewer.all("/events", "/id"))
                .hasSize(4)
                .endsWith(second, first)
                .contains(third, fourth);
        assertThat(viewer.all("/events?kind=zone", "/id")).containsExactly(third, first);
        assertThat(viewer.all("/events?source_id=gate&source_id=none", "/id"))
                .containsExactly(second, first);
        assertThat(viewer.all("/events?label=dog,car", "/id")).containsExactly(fourth, second);
        assertThat(viewer.all("/events?zone_id=drive,lawn", "/id")).containsExactly(third, first);
        assertThat(viewer.all("/events?in_progress=true", "/id"))
                .containsExactlyInAnyOrder(third, fourth);
        assertThat(viewer.all("/events?in_progress=false", "/id")).containsExactly(second, first);
        assertThat(viewer.all("/events?min_confidence=0.9", "/id")).containsExactly(fourth, first);
        assertThat(
                        viewer.all(
                                "/events?after=2026-03-04T05:01:00Z&before=2026-03-04T05:02:00Z",
                                "/id"))
                .containsExactly(second);
        assertThat(viewer.get("/events?limit=1&sort=start_time").at("/items/0/after/time").asText())
                .isEqualTo("2026-03-04T05:00:00.000Z");
    }

    @Test
    void alertsAreFilteredAndReadPageByPage() {
        String critical = alert("night", "critical", "gate", "drive", "{person}", 0, null);
        String warning = alert("night", "warning", "gate", null, "{person,dog}", 1, 3);
        String info = alert("day", "info", null, null, "{car}", 2, 3);

        assertThat(viewer.all("/alerts", "/id")).containsExactly(info, warning, critical);
        assertThat(viewer.all("/alerts?severity=critical,warning", "/id"))
                .containsExactly(warning, critical);
        assertThat(viewer.all("/alerts?rule_id=day", "/id")).containsExactly(info);
        assertThat(viewer.all("/alerts?label=dog", "/id")).containsExactly(warning);
        assertThat(viewer.all("/alerts?zone_id=drive", "/id")).containsExactly(critical);
        assertThat(viewer.all("/alerts?in_progress=true", "/id")).containsExactly(critical);
        assertThat(viewer.all("/alerts?source_id=gate&sort=start_time", "/id"))
                .containsExactly(critical, warning);
    }

    @Test
    void aPlaceInOneOrderIsNoneInAnother() {
        for (int i = 0; i < 3; i++) {
            event("gate", "zone", "person", "drive", 0.9, i, null);
        }
        JsonNode page = viewer.get("/events?limit=1");

        String cursor = page.at("/next_cursor").asText();
        assertThat(
                        viewer.send("GET", "/events?sort=start_time&cursor=" + cursor, null)
                                .statusCode())
                .isEqualTo(400);
        assertThat(viewer.send("GET", "/alerts?cursor=" + cursor, null).statusCode())
                .isEqualTo(400);
    }

    private String event(
            String source,
            String kind,
            String label,
            String zone,
            double confidence,
            int minute,
            Integer end) {
        return event(viewer.tenant(), source, kind, label, zone, confidence, minute, end);
    }

    private static String event(
            String tenant,
            String source,
            String kind,
            String label,
            String zone,
            double confidence,
            int minute,
            Integer end) {
        UUID id = UUID.randomUUID();
        String document =
                ("{'schema_version':1,'id':'%s','tenant_id':'%s','source_id':'%s','kind':'%s',"
                                + "'type':'new','sequence':0,'start_time':'%s','after':{'time':'%s'}}")
                        .formatted(id, tenant, source, kind, time(minute), time(minute));
        database.update(
                """
                INSERT INTO cv.events (id, tenant_id, source_id, kind, label, zone_id, zones,
                    top_confidence, start_time, end_time, sequence, document)
                VALUES (?, ?, ?, ?, ?, ?, CAST(? AS text[]), ?, CAST(? AS timestamptz),
                    CAST(? AS timestamptz), 0, CAST(? AS jsonb))
                """,
                id,
                tenant,
                source,
                kind,
                label,
                zone,
                zone == null ? "{}" : "{" + zone + "}",
                confidence,
                time(minute),
                end == null ? null : time(end),
                document.replace('\'', '"'));
        return id.toString();
    }

    private String alert(
            String rule,
            String severity,
            String source,
            String zone,
            String labels,
            int minute,
            Integer end) {
        UUID id = UUID.randomUUID();
        database.update(
                """
                INSERT INTO cv.alerts (id, tenant_id, rule_id, severity, source_id, zone_id, labels,
                    message, start_time, end_time, sequence, document)
                VALUES (?, ?, ?, ?, ?, ?, CAST(? AS text[]), 'm', CAST(? AS timestamptz),
                    CAST(? AS timestamptz), 0, CAST(? AS jsonb))
                """,
                id,
                viewer.tenant(),
                rule,
                severity,
                source,
                zone,
                labels,
                time(minute),
                end == null ? null : time(end),
                "{\"id\":\"" + id + "\"}");
        return id.toString();
    }

    private static String time(int minute) {
        return "2026-03-04T05:0" + minute + ":00.000Z";
    }
}
