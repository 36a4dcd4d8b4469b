package ke.co.datacraft.cv.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingCaller;
import ke.co.datacraft.cv.contracts.SourceState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do in the console, and what becomes of it. */
class ConsoleActionsITCase {

    private static ApiBridge bridge;
    private static TestingBrowser browser;

    private ConsoleData data;
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
        data = new ConsoleData(bridge, TestingBridge.tenant()).fill();
        caller = new TestingCaller(bridge, data.tenant, Role.ADMIN);
        page = browser.page(TestingBridge.token(data.tenant, Role.ADMIN));
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.faults()).isEmpty();
        page.context().close();
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aFileIsSubmittedAndItsJobShown() throws Exception {
        TestingBrowser.go(page, "jobs");
        button("New job").click();
        page.setInputFiles(
                "input[type=file]",
                new FilePayload("corner.png", "image/png", StreetPicture.png()));
        page.getByRole(AriaRole.DIALOG).getByLabel("Text").check();
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, "submit");
        button("Submit").click();

        page.waitForURL("**/#/jobs/*");
        page.locator("h1").getByText("corner.png").waitFor();
        JsonNode job = caller.get("/jobs?name=corner").at("/items/0");
        assertThat(job.path("processing_type").asText()).isEqualTo("object_detection,ocr");
        assertThat(page.url()).endsWith(job.path("job_id").asText());
    }

    @Test
    void theHeatMapLiesOverTheLastFrame() throws Exception {
        data.frame();
        TestingBrowser.go(page, "analytics");
        Locator map = page.locator("cv-heat-map");
        map.locator("img").waitFor();
        assertThat(map.innerText())
                .contains("Most stood 34.4 % from the left and 38.9 % from the top: 30 at once");

        assertThat(
                        page.evaluate(
                                "() => { const canvas = document.querySelector('cv-heat-map canvas');"
                                        + " const all = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
                                        + " const solid = (x, y) => all[4 * (y * canvas.width + x) + 3];"
                                        + " return [canvas.width, canvas.height, solid(5, 3) > solid(15, 8)]; }"))
                .isEqualTo(List.of(ConsoleData.HEAT_COLUMNS, ConsoleData.HEAT_ROWS, true));
        Locator below = map.getByText("Under the pointer: 15 at once on average.");
        // Charts above take their place meanwhile, so the map may slip away from under the pointer.
        page.waitForCondition(
                () -> {
                    map.scrollIntoViewIfNeeded();
                    BoundingBox box = map.locator(".ground").boundingBox();
                    page.mouse().move(box.x + box.width * 6.5 / 16, box.y + box.height * 3.5 / 9);
                    return below.isVisible();
                });
        TestingBrowser.keep(page, "heat-map");

        page.getByLabel("Class of the heat map").selectOption("person");
        map.getByText("Under the pointer: 0 at once on average.").waitFor();
        page.mouse().move(1, 1);
        map.getByText("Most stood 96.9 % from the left and 94.4 % from the top: 2 at once")
                .waitFor();
        page.getByText("where objects of class person stood").waitFor();

        page.getByLabel("Source of the heat map").selectOption("yard");
        page.getByText("Nothing was looked at in this period.").waitFor();
    }

    @Test
    void aDeadLetterIsReadSentAgainAndAnotherDiscarded() {
        TestingBrowser.go(page, "letters");
        page.getByText("Nothing is at s3://inbox/7.tiff").click();
        page.getByLabel("Record", new Page.GetByLabelOptions().setExact(true)).waitFor();
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, "letter");
        page.getByRole(AriaRole.DIALOG).getByText("Send again").click();
        page.getByText("The record is on its way again.").waitFor();

        page.getByText("The store did not answer").click();
        page.getByRole(AriaRole.DIALOG).getByText("Discard").click();
        button("Discard").click();
        page.getByText("The letter is discarded.").waitFor();
        assertThat(caller.all("/dead-letters", "/reason")).doesNotContain("FETCH_FAILED");
    }

    @Test
    void aFindingIsHighlightedInPictureAndTable() {
        TestingBrowser.go(page, "jobs/" + data.job());
        page.locator("tr", new Page.LocatorOptions().setHasText("person")).first().click();
        page.locator("cv-picture .shape.chosen.c0").waitFor();
        TestingBrowser.keep(page, "job-chosen");
        assertThat(page.locator("tr.chosen").innerText()).contains("person");

        page.getByLabel("Confidence from").fill("0.9");
        page.waitForCondition(() -> page.locator("cv-picture .shape.object").count() == 1);
        page.getByLabel("Confidence from").fill("0");
        page.waitForCondition(() -> page.locator("cv-picture .shape.object").count() == 2);
        page.locator(".chip", new Page.LocatorOptions().setHasText("car")).click();
        page.waitForCondition(() -> page.locator("cv-picture .shape.object").count() == 1);

        page.keyboard().press("]");
        page.getByText("Yours, the writer").waitFor();
        page.locator("cv-picture .shape.word").first().waitFor();
    }

    @Test
    void aFrameOfACameraIsShownWithWhatWasFoundOnIt() throws Exception {
        TestingBrowser.go(page, "live");
        data.frame();
        page.locator(".feed .shape.c1").waitFor();
        page.waitForFunction(
                "() => [...document.querySelectorAll('.feed img')].some(i => i.naturalWidth === 640)");
        TestingBrowser.keep(page, "live-frame");

        TestingBrowser.go(page, "zones/gate-1");
        page.waitForFunction(
                "() => document.querySelector('cv-zone-editor img')?.naturalWidth === 640");
    }

    @Test
    void aPausedSourceShowsItsLastFrameAndSaysSo() throws Exception {
        data.frame();
        data.tellStatus(SourceState.DISABLED, "paused by its definition");
        data.forgetStream();
        caller.json(200, "PATCH", "/sources/gate-1", "{'enabled':false}");
        TestingBrowser.go(page, "live");

        Locator tile = page.locator(".feed", new Page.LocatorOptions().setHasText("Main gate"));
        page.waitForFunction(
                "() => [...document.querySelectorAll('.feed img')].some(i => i.naturalWidth === 640)");
        tile.locator(".paused-mark", new Locator.LocatorOptions().setHasText("Paused, last frame"))
                .locator("time")
                .waitFor();
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, "live-paused");

        TestingBrowser.go(page, "live/gate-1");
        page.locator(".stage .paused-mark time").waitFor();
    }

    @Test
    void aSourceIsAddedPausedAndRemoved() {
        TestingBrowser.go(page, "live");
        button("Add a source").click();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Back door");
        page.getByLabel("Address").fill("rtsp://10.0.0.9/1");
        TestingBrowser.assertAccessible(page);
        button("Add the source").click();
        page.getByText("Back door is added.").waitFor();
        button("Pause Back door").click();
        page.getByText("Back door pauses.").waitFor();
        assertThat(caller.get("/sources/back-door").path("enabled").asBoolean()).isFalse();

        TestingBrowser.go(page, "live/back-door");
        button("Remove").click();
        button("Remove the source").click();
        page.getByText("The source is removed.").waitFor();
        assertThat(caller.all("/sources", "/id")).doesNotContain("back-door");
    }

    @Test
    void aKeyIsMadeAndRevoked() {
        TestingBrowser.go(page, "system");
        button("New key").click();
        page.getByLabel("What it is for").fill("Importer");
        button("Make the key").click();
        page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).waitFor();
        page.keyboard().press("Escape");
        page.locator("tr", new Page.LocatorOptions().setHasText("Importer"))
                .getByText("Revoke")
                .click();
        button("Revoke").last().click();
        page.getByText("The key is revoked.").waitFor();
    }
}
