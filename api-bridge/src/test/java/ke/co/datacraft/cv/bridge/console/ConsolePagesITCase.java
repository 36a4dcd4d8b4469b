package ke.co.datacraft.cv.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page, with and without data: light and dark, on a desktop and on a phone. */
class ConsolePagesITCase {

    private static ApiBridge bridge;
    private static TestingBrowser browser;
    private static ConsoleData data;
    private static Page full;
    private static Page empty;

    @BeforeAll
    static void start() throws Exception {
        bridge = TestingBridge.start(Map.of());
        browser = new TestingBrowser(TestingBridge.url(bridge));
        data = new ConsoleData(bridge, TestingBridge.tenant()).fill();
        full = browser.page(TestingBridge.token(data.tenant, Role.ADMIN));
        empty = browser.page(TestingBridge.token(TestingBridge.tenant(), Role.ADMIN));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        bridge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live",
                "live/gate-1",
                "jobs",
                "jobs/JOB",
                "zones/gate-1?zone=drive",
                "events",
                "events/events",
                "events/rules",
                "analytics",
                "models",
                "letters",
                "system"
            })
    void aPageWithData(String route) throws Exception {
        if (route.startsWith("live") || route.startsWith("zones") || route.equals("analytics")) {
            data.frame();
        }
        look(full, route.replace("JOB", data.job().toString()), "full-" + name(route));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live",
                "jobs",
                "zones",
                "events",
                "events/events",
                "events/rules",
                "analytics",
                "models",
                "letters",
                "system"
            })
    void aPageWithoutData(String route) {
        look(empty, route, "empty-" + name(route));
    }

    @Test
    void aViewerSeesNoButtonThatWouldBeRefused() {
        Page page = browser.page(TestingBridge.token(data.tenant, Role.VIEWER));
        for (String route :
                List.of(
                        "live",
                        "jobs",
                        "jobs/" + data.job(),
                        "zones/gate-1?zone=drive",
                        "events/rules",
                        "models",
                        "letters",
                        "system")) {
            TestingBrowser.go(page, route);
            assertThat(page.locator("main button").allInnerTexts())
                    .as(route)
                    .noneMatch(
                            text ->
                                    text.matches(
                                            "(?s).*(New|Add|Draw|Save|Remove|Cancel|Retry|Pause|Resume|Activate|Send|Discard|Revoke).*"));
        }
        assertThat(browser.faults()).isEmpty();
    }

    private static String name(String route) {
        return route.replaceAll("[^a-zA-Z0-9]+", "-");
    }

    private static void look(Page page, String route, String name) {
        browser.faults();
        page.setViewportSize(TestingBrowser.DESKTOP, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        TestingBrowser.go(page, route);
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, name + "-light");

        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        TestingBrowser.keep(page, name + "-dark");

        page.setViewportSize(TestingBrowser.PHONE, 844);
        TestingBrowser.assertFits(page);
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, name + "-phone");
        assertThat(browser.faults()).isEmpty();
    }
}
