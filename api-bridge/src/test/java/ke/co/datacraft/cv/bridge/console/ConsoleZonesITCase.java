package ke.co.datacraft.cv.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Zones and lines are drawn, described, corrected and removed. */
class ConsoleZonesITCase {

    private static final double[][] CORNERS = {{0.2, 0.2}, {0.5, 0.2}, {0.5, 0.6}, {0.2, 0.6}};

    private static ApiBridge bridge;
    private static TestingBrowser browser;

    private TestingCaller caller;
    private Page page;

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of());
        browser = new TestingBrowser(TestingBridge.url(bridge));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        bridge.close();
    }

    @BeforeEach
    void open() throws Exception {
        ConsoleData data = new ConsoleData(bridge, TestingBridge.tenant()).fill();
        caller = new TestingCaller(bridge, data.tenant, Role.ADMIN);
        page = browser.page(TestingBridge.token(data.tenant, Role.ADMIN));
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private Locator part(String title) {
        return page.locator("summary", new Page.LocatorOptions().setHasText(title));
    }

    private void draw(double[]... points) {
        Locator canvas = page.locator("cv-zone-editor .canvas");
        for (double[] point : points) {
            canvas.scrollIntoViewIfNeeded();
            BoundingBox box = canvas.boundingBox();
            page.mouse().click(box.x + point[0] * box.width, box.y + point[1] * box.height);
        }
    }

    private static void assertPoints(JsonNode told, double[]... points) {
        assertThat(told).hasSize(points.length);
        for (int i = 0; i < points.length; i++) {
            for (int axis = 0; axis < 2; axis++) {
                assertThat(told.path(i).path(axis).asDouble())
                        .as(told.toString())
                        .isCloseTo(points[i][axis], within(0.01));
            }
        }
    }

    @Test
    void aZoneIsDrawnWithTheMouse() {
        TestingBrowser.go(page, "zones/gate-1");
        button("Draw a zone").click();
        draw(CORNERS);
        draw(CORNERS[0]);
        field("Name").fill("Forecourt");
        TestingBrowser.keep(page, "zone-drawn");
        button("Save").click();
        page.getByText("Forecourt is saved.").waitFor();

        JsonNode zone = caller.get("/zones/gate-1-forecourt");
        assertThat(zone.path("kind").asText()).isEqualTo("polygon");
        assertPoints(zone.path("points"), CORNERS);
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void everyFieldOfAZoneIsSaved() throws Exception {
        TestingBrowser.go(page, "zones/gate-1?zone=drive");
        part("When it is entered").click();
        field("Point of the box that decides").selectOption("center");
        field("Frames to be in or out").fill("5");
        field("Loiters after, seconds").fill("20");
        field("Stands still after, seconds").fill("30");
        field("Left behind after, seconds").fill("40");
        field("Taken away after, seconds").fill("50");
        field("Crowded above, objects").fill("6");
        page.keyboard().press("Tab");
        field("for, seconds").fill("7.5");
        part("Sureness and size").click();
        field("Least confidence, %").fill("60");
        field("Smallest box, %").fill("0.1");
        field("Largest box, %").fill("40");
        part("Speed and direction").click();
        button("Mark four points").click();
        draw(CORNERS);
        field("Metres from point 1 to point 2").fill("8");
        field("Metres from point 2 to point 3").fill("12");
        field("Speed limit, km/h").fill("50");
        button("Draw the right way").click();
        draw(CORNERS[0], CORNERS[2]);
        field("Deviation that is still right, degrees").fill("60");
        field("Deviation that is still right, degrees").blur();
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, "zone-all");
        button("Save").click();
        page.getByText("Drive is saved.").waitFor();

        JsonNode zone = caller.get("/zones/drive");
        assertThat(zone.path("anchor").asText()).isEqualTo("center");
        assertThat(zone.path("inertia").asInt()).isEqualTo(5);
        assertThat(zone.path("loitering_seconds").asDouble()).isEqualTo(20);
        assertThat(zone.path("stationary_seconds").asDouble()).isEqualTo(30);
        assertThat(zone.path("left_object_seconds").asDouble()).isEqualTo(40);
        assertThat(zone.path("removed_object_seconds").asDouble()).isEqualTo(50);
        ConsoleData.assertSame(zone.path("crowd"), "{'more_than':6,'seconds':7.5}");
        ConsoleData.assertSame(
                zone.path("filter"),
                "{'labels':['car'],'min_confidence':0.6,'min_area':0.001,'max_area':0.4}");
        assertThat(zone.path("speed_limit_kmh").asDouble()).isEqualTo(50);
        assertPoints(zone.at("/calibration/image"), CORNERS);
        assertPoints(
                zone.at("/calibration/ground"), new double[][] {{0, 0}, {8, 0}, {8, 12}, {0, 12}});
        assertThat(zone.at("/travel/from/0").asDouble()).isCloseTo(0.2, within(0.01));
        assertThat(zone.at("/travel/to/1").asDouble()).isCloseTo(0.6, within(0.01));
        assertThat(zone.at("/travel/tolerance_degrees").asDouble()).isEqualTo(60);
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void oneNumberOfTheFilterIsTakenAway() throws Exception {
        caller.json(200, "PATCH", "/zones/drive", "{'filter':{'min_area':0.1,'max_area':0.5}}");
        TestingBrowser.go(page, "zones/gate-1?zone=drive");
        field("Smallest box, %").fill("");
        button("Save").click();
        page.getByText("Drive is saved.").waitFor();

        ConsoleData.assertSame(
                caller.get("/zones/drive").path("filter"), "{'labels':['car'],'max_area':0.5}");
    }

    @Test
    void whatTheBridgeRefusesIsToldAtItsField() {
        TestingBrowser.go(page, "zones/gate-1?zone=drive");
        part("Sureness and size").click();
        field("Smallest box, %").fill("50");
        field("Largest box, %").fill("40");
        button("Save").click();

        Locator wrong = page.locator("[aria-invalid=true]");
        wrong.waitFor();
        page.waitForCondition(
                () -> (boolean) wrong.evaluate("input => input === document.activeElement"));
        assertThat(wrong.getAttribute("aria-describedby")).isEqualTo("zone-filter-min-area-wrong");
        assertThat(page.locator("#zone-filter-min-area-wrong").innerText()).contains("max_area");
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, "zone-refused");

        field("Largest box, %").fill("60");
        button("Save").click();
        page.getByText("Drive is saved.").waitFor();
        assertThat(wrong.count()).isZero();
        // The refusal was asked for.
        assertThat(browser.faults()).allMatch(fault -> fault.contains("400"));
    }

    @Test
    void aLineIsDrawnAndAPointIsMovedWithKeysAlone() {
        TestingBrowser.go(page, "zones/gate-1");
        button("Draw a line").press("Enter");
        page.waitForFunction("() => document.activeElement.matches('cv-zone-editor .canvas')");
        for (String key : List.of("Space", "ArrowRight", "ArrowRight", "ArrowUp", "Space")) {
            page.keyboard().press(key);
        }
        page.waitForFunction("() => document.activeElement.id === 'zone-name'");
        field("Name").fill("Gate line");
        Locator point = page.locator("cv-zone-editor .corner").first();
        point.focus();
        page.keyboard().press("ArrowDown");
        button("Save").press("Enter");
        page.getByText("Gate line is saved.").waitFor();

        assertThat(caller.get("/zones/gate-1-gate-line").path("points").toString())
                .isEqualTo("[[0.5,0.52],[0.54,0.48]]");
    }

    @Test
    void aZoneIsChangedAndRemoved() {
        TestingBrowser.go(page, "zones/gate-1?zone=drive");
        field("Loiters after, seconds").fill("");
        field("Classes").fill("car, truck");
        button("Save").click();
        page.getByText("Drive is saved.").waitFor();

        JsonNode zone = caller.get("/zones/drive");
        assertThat(zone.has("loitering_seconds")).isFalse();
        assertThat(zone.at("/filter/labels").toString()).isEqualTo("[\"car\",\"truck\"]");

        button("Remove").click();
        button("Remove the zone").click();
        page.getByText("The zone is removed.").waitFor();
        assertThat(caller.all("/zones", "/id")).containsExactly("entry");
    }
}
