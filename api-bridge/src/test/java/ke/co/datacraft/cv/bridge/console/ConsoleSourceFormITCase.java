package ke.co.datacraft.cv.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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

/** Sources are described, corrected and changed. */
class ConsoleSourceFormITCase {

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
    void open() {
        String tenant = TestingBridge.tenant();
        caller = new TestingCaller(bridge, tenant, Role.ADMIN);
        page = browser.page(TestingBridge.token(tenant, Role.ADMIN));
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
        return page.getByRole(AriaRole.DIALOG)
                .getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private void openPart(String title) {
        page.locator("dialog summary", new Page.LocatorOptions().setHasText(title)).click();
    }

    private void beginSource() {
        TestingBrowser.go(page, "live");
        button("Add a source").first().click();
        field("Name").fill("Back door");
        field("Address").fill("rtsp://10.0.0.9/1");
    }

    @Test
    void everyFieldOfASourceIsSaved() throws Exception {
        beginSource();
        openPart("Motion gate");
        field("Only frames in which something moves").check();
        field("Sensitivity, %").fill("70");
        field("Least area that moves, %").fill("0.2");
        field("A frame all the same after, seconds").fill("0");
        field("Areas in which motion does not count").fill("[[[0,0],[1,0],[1,0.2]]]");
        openPart("Made unrecognisable");
        field("Hide faces").check();
        field("Hide number plates").check();
        field("Hide objects of these classes").fill("person, car");
        field("How").selectOption("pixelate");
        field("Hide areas of the picture").fill("[[[0,0],[0.5,0],[0.5,0.5]]]");
        openPart("How long frames are kept");
        field("Where").selectOption("redis");
        field("Every frame, seconds").fill("600");
        field("Frames that show events, seconds").fill("86400");
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, "source-form");
        button("Add the source").click();
        page.getByText("Back door is added.").waitFor();

        JsonNode source = caller.get("/sources/back-door");
        ConsoleData.assertSame(
                source.path("motion"),
                "{'sensitivity':0.7,'min_area':0.002,'masks':[[[0.0,0.0],[1.0,0.0],[1.0,0.2]]],'keep_alive_seconds':0}");
        ConsoleData.assertSame(
                source.path("redaction"),
                "{'faces':true,'number_plates':true,'labels':['person','car'],"
                        + "'regions':[[[0.0,0.0],[0.5,0.0],[0.5,0.5]]],'method':'pixelate'}");
        ConsoleData.assertSame(
                source.path("retention"),
                "{'store':'redis','frame_seconds':600,'event_frame_seconds':86400}");
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void whatTheBridgeRefusesIsToldAtItsField() {
        beginSource();
        openPart("Motion gate");
        field("Only frames in which something moves").check();
        field("Areas in which motion does not count").fill("[[[0,0],[1,1]]]");
        button("Add the source").click();

        Locator wrong = page.locator("dialog [aria-invalid=true]");
        wrong.waitFor();
        page.waitForCondition(
                () -> (boolean) wrong.evaluate("input => input === document.activeElement"));
        assertThat(wrong.getAttribute("id")).isEqualTo("source-motion-masks");
        assertThat(wrong.getAttribute("aria-describedby")).contains("source-motion-masks-wrong");
        assertThat(page.locator("#source-motion-masks-wrong").innerText()).isNotBlank();
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, "source-refused");

        field("Areas in which motion does not count").fill("");
        button("Add the source").click();
        page.getByText("Back door is added.").waitFor();
        assertThat(caller.get("/sources/back-door").at("/motion/masks")).isEmpty();
        // The refusal was asked for.
        assertThat(browser.faults()).allMatch(fault -> fault.contains("400"));
    }

    @Test
    void aSourceIsChangedAndKeepsWhatWasNot() throws Exception {
        caller.json(
                201,
                "POST",
                "/sources",
                "{'id':'gate','name':'Gate','kind':'rtsp','uri':'rtsp://10.0.0.5/1','sampling':{'fps':5,'max_width':800},"
                        + "'tasks':[{'task':'object_detection','model':'yolox-nano'}],'motion':{'sensitivity':0.9},"
                        + "'redaction':{'faces':true,'labels':['person']},'retention':{'frame_seconds':60,'event_frame_seconds':600}}");
        TestingBrowser.go(page, "live/gate");
        button("Change").click();
        field("Frames per second, at most").fill("");
        field("Only frames in which something moves").uncheck();
        field("Hide faces").uncheck();
        field("Every frame, seconds").fill("120");
        button("Save").click();
        page.getByText("Gate is saved.").waitFor();

        JsonNode source = caller.get("/sources/gate");
        assertThat(source.has("motion")).isFalse();
        assertThat(source.at("/redaction/faces").asBoolean()).isFalse();
        assertThat(source.at("/redaction/labels").toString()).isEqualTo("[\"person\"]");
        ConsoleData.assertSame(
                source.path("retention"), "{'frame_seconds':120,'event_frame_seconds':600}");
        assertThat(source.at("/sampling").has("fps")).isFalse();
        assertThat(source.at("/sampling/max_width").asInt()).isEqualTo(800);
        assertThat(source.at("/tasks/0/model").asText()).isEqualTo("yolox-nano");
        assertThat(browser.faults()).isEmpty();
    }
}
