package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.console.TestingBrowser;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;
import ke.co.datacraft.cv.standalone.samples.SampleGenerator;
import ke.co.datacraft.cv.standalone.scenes.SceneSeries;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import ke.co.datacraft.cv.standalone.services.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People at the console of a system that really works on what they submit. */
class ConsoleITCase {

    @TempDir static Path temporary;

    private static TestingVision vision;
    private static TestingBrowser browser;
    private static TestingRest rest;
    private static Endpoints.Bridge bridge;

    @BeforeAll
    static void start() throws IOException {
        Path base = temporary.toRealPath();
        vision =
                new TestingVision(
                        base.resolve("data"), Files.createDirectory(base.resolve("root")));
        bridge = vision.stack().startBridge(0, Map.of());
        rest = new TestingRest(bridge, TestingVision.TENANT);
        browser = new TestingBrowser(bridge.url());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (vision != null) {
            vision.close();
        }
    }

    private static Page page() {
        return browser.page(TestingRest.token(bridge, TestingVision.TENANT));
    }

    @Test
    void aSubmittedFileIsWatchedUntilItsBoxesLieOnIt() {
        byte[] street =
                ImageFiles.encode(List.of(new SceneSeries(5, 1280, 720).frame(1).image()), "jpg");
        Page page = page();
        submit(page, "street.jpg", street);

        page.getByText("Completed").first().waitFor();
        page.locator("svg rect, canvas").first().waitFor();
        page.getByRole(AriaRole.HEADING).getByText("Findings").waitFor();
        page.locator("table").getByText("pedestrian").first().waitFor();
        TestingBrowser.keep(page, "whole-system-job");
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void aDeadLetterIsSentAgainAndComesBack() throws Exception {
        byte[] cut = Arrays.copyOf(new SampleGenerator(1).sample(7).bytes(), 400);
        Page page = page();
        submit(page, "cut.jpg", cut);
        page.getByText("Failed").first().waitFor();
        Waiting.until(TestingVision.PATIENCE, () -> letters().size() == 1);

        TestingBrowser.go(page, "letters");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Send again").setExact(true))
                .first()
                .click();

        // The same bytes are as broken as before, so the stream says so once more.
        assertThat(Waiting.until(TestingVision.PATIENCE, () -> letters().size() == 2)).isTrue();
        TestingBrowser.keep(page, "whole-system-dead-letters");
        assertThat(browser.faults()).isEmpty();
    }

    private static void submit(Page page, String name, byte[] bytes) {
        TestingBrowser.go(page, "jobs");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New job")).click();
        page.setInputFiles("input[type=file]", new FilePayload(name, "image/jpeg", bytes));
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Submit").setExact(true))
                .click();
        page.waitForURL("**/#/jobs/*");
        page.locator("h1").getByText(name).waitFor();
    }

    private static JsonNode letters() throws IOException, InterruptedException {
        return rest.json("/api/v1/dead-letters?limit=50").path("items");
    }
}
