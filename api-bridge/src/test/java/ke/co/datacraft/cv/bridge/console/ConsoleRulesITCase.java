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

/** Rules are defined, corrected and changed. */
class ConsoleRulesITCase {

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
        TestingBrowser.go(page, "events/rules");
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

    @Test
    void everyFieldOfARuleIsSaved() throws Exception {
        button("New rule").click();
        field("Name").fill("Crowd at the gate");
        field("Severity").selectOption("critical");
        field("Pause after an alert, seconds").fill("120");
        field("In a zone").check();
        field("Main gate").check();
        field("Drive").check();
        field("Classes").fill("person, car");
        field("Tags of the source").fill("outside");
        field("At least sure, %").fill("70");
        field("Lasts at least, seconds").fill("5");
        field("At least as fast, km/h").fill("10");
        field("At least so many objects").fill("3");
        button("Add a time").click();
        field("Mon").check();
        field("Fri").check();
        field("from").fill("08:00");
        field("to").fill("17:30");
        field("Events that are one alert").selectOption("zone");
        field("Longest pause between them, seconds").fill("45");
        button("Add a target").click();
        field("Way 1").selectOption("mqtt");
        field("Name of target 1").fill("gate-house");
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, "rule");
        button("Define the rule").click();
        page.getByText("Crowd at the gate is defined.").waitFor();

        JsonNode rule = caller.get("/rules/crowd-at-the-gate");
        assertThat(rule.path("severity").asText()).isEqualTo("critical");
        assertThat(rule.path("cooldown_seconds").asInt()).isEqualTo(120);
        ConsoleData.assertSame(
                rule.path("when"),
                "{'kinds':['zone'],'sources':['gate-1'],'zones':['drive'],'labels':['person','car'],"
                        + "'tags':['outside'],'directions':[],'min_confidence':0.7,'min_seconds':5.0,"
                        + "'min_speed_kmh':10.0,'min_count':3}");
        ConsoleData.assertSame(
                rule.path("schedules"),
                "[{'days':['monday','friday'],'from':'08:00','to':'17:30',"
                        + "'time_zone':'Africa/Nairobi'}]");
        ConsoleData.assertSame(rule.path("grouping"), "{'by':'zone','window_seconds':45}");
        ConsoleData.assertSame(rule.path("deliveries"), "[{'kind':'mqtt','name':'gate-house'}]");
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void aRuleIsChangedAndKeepsWhatWasNot() {
        caller.json(200, "PATCH", "/rules/night", "{'when':{'min_seconds':9,'min_count':2}}");
        page.reload();
        button("Change Somebody at night").click();
        field("Lasts at least, seconds").fill("");
        field("Severity").selectOption("info");
        button("Remove time 1").click();
        button("Save").click();
        page.getByText("Somebody at night is saved.").waitFor();

        JsonNode rule = caller.get("/rules/night");
        assertThat(rule.path("severity").asText()).isEqualTo("info");
        assertThat(rule.path("schedules")).isEmpty();
        assertThat(rule.at("/when/min_count").asInt()).isEqualTo(2);
        assertThat(rule.at("/when").has("min_seconds")).isFalse();
        assertThat(rule.at("/when/labels").toString()).isEqualTo("[\"person\"]");
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void whatTheBridgeRefusesIsToldAtItsField() {
        button("Change Somebody at night").click();
        field("in").fill("Nairobi");
        button("Save").click();

        Locator wrong = page.locator("dialog [aria-invalid=true]");
        wrong.waitFor();
        assertThat(wrong.getAttribute("id")).isEqualTo("rule-schedules-0-time-zone");
        assertThat(page.locator("#rule-schedules-0-time-zone-wrong").innerText())
                .contains("is no time zone");
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, "rule-refused");
        // The refusal was asked for.
        assertThat(browser.faults()).allMatch(fault -> fault.contains("400"));
    }
}
