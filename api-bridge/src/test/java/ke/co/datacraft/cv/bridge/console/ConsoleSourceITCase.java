package ke.co.datacraft.cv.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.contracts.SourceState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of one source, while things happen there. */
class ConsoleSourceITCase {

    private static ApiBridge bridge;
    private static TestingBrowser browser;

    private ConsoleData data;
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
        data = new ConsoleData(bridge, TestingBridge.tenant()).fill();
        data.frame();
        page = browser.page(TestingBridge.token(data.tenant, Role.VIEWER));
        TestingBrowser.go(page, "live/gate-1");
        page.locator("cv-picture .shape.object").first().waitFor();
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.faults()).isEmpty();
        page.context().close();
    }

    private Locator section(String heading) {
        return page.locator(
                "section.card",
                new Page.LocatorOptions()
                        .setHas(
                                page.getByRole(
                                        AriaRole.HEADING,
                                        new Page.GetByRoleOptions()
                                                .setName(heading)
                                                .setExact(true))));
    }

    @Test
    void zonesWaysAndFindingsAreDrawnAndLeftOut() {
        Locator areas = page.locator("cv-picture .shape.area");
        Locator ways = page.locator("cv-picture .shape.way");
        page.waitForCondition(() -> areas.count() == 2);
        assertThat(ways.count()).isZero();

        data.tellEvent("track", null, "[[0.1,0.5,0.0],[0.5,0.75,2.1],[0.9,0.5,4.2]]");
        page.waitForCondition(() -> ways.count() == 1);
        assertThat(ways.locator(".edge").getAttribute("points"))
                .isEqualTo("64,240 320,360 576,240");
        TestingBrowser.keep(page, "source");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Zones")).click();
        page.waitForCondition(() -> areas.count() == 0);
        assertThat(ways.count()).isEqualTo(1);
    }

    @Test
    void objectsThatAreFollowedHaveTheirNumberAndTheirWay() {
        assertThat(page.locator("cv-picture .tag.object").allTextContents())
                .noneMatch(tag -> tag.contains("#"));
        data.tellTrack(31, 0);
        data.tellTrack(31, 80);

        page.locator("cv-picture .tag.object").getByText("car #31 93 %").waitFor();
        Locator way = page.locator("cv-picture .shape.way .edge");
        page.waitForCondition(() -> way.count() == 1);
        assertThat(way.getAttribute("points")).isEqualTo("20,120 100,120");
        TestingBrowser.keep(page, "source-tracks");
    }

    @Test
    void whatHappensIsListedAtOnce() {
        Locator events = section("Events").locator("li");
        page.waitForCondition(() -> section("Alerts").locator("li").count() == 2);
        page.waitForCondition(() -> events.count() == 6);
        data.tellEvent("loitering", "drive", null);
        page.waitForCondition(() -> events.count() == 7);
        assertThat(events.first().innerText()).contains("Car loitered in Drive for 4.2 s");
    }

    @Test
    void howTheSourceIsIsToldWithItsReason() {
        assertThat(section("Source").innerText()).contains("120 ms behind", "98");
        data.tellStatus(SourceState.OFFLINE, "connection refused");
        page.getByText("connection refused").waitFor();
        assertThat(page.locator(".head").innerText()).contains("Offline");
    }

    @Test
    void theLastHourIsCountedForEachZone() {
        Locator line =
                section("Counts").locator("tr", new Locator.LocatorOptions().setHasText("Entry"));
        line.waitFor();
        // 2 + i % 3 for 20 minutes; one less each goes out.
        assertThat(line.locator("td").allInnerTexts()).containsExactly("61", "41", "–", "–");
        section("Per minute").getByText("Table").click();
        page.waitForCondition(() -> section("Per minute").locator("tbody tr").count() == 60);
    }
}
