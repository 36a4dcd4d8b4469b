package ke.co.datacraft.cv.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsoleSignInITCase {

    private static ApiBridge bridge;
    private static TestingBrowser browser;

    private final String tenant = TestingBridge.tenant();

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

    private String token(Role role) {
        return TestingBridge.token(tenant, role);
    }

    @Test
    void aTokenInTheAddressSignsInAndIsTakenOutOfIt() {
        Page page = browser.page(token(Role.OPERATOR));

        assertThat(page.url()).doesNotContain("token");
        assertThat(page.locator(".account").getAttribute("aria-label")).contains(tenant);
        assertThat(page.evaluate("() => document.cookie")).isEqualTo("");
        assertThat(page.evaluate("() => JSON.stringify({...localStorage})"))
                .asString()
                .doesNotContain("ey");
    }

    @Test
    void aTokenIsTypedInAndAWrongOneIsExplained() {
        Page page = browser.page();
        page.navigate(TestingBridge.url(bridge) + "/");
        page.getByLabel("Token or API key").fill("a.b.c");
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        page.getByRole(AriaRole.ALERT).waitFor();
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, "sign-in-refused");

        page.getByLabel("Token or API key").fill(token(Role.VIEWER));
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        page.locator("nav.side").waitFor();

        page.reload();
        page.locator("nav.side").waitFor();
        // The refusals were asked for.
        assertThat(browser.faults()).allMatch(fault -> fault.contains("401"));
    }

    @Test
    void whoSignsOutIsOut() {
        Page page = browser.page(token(Role.VIEWER));
        page.locator(".account").click();
        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        page.getByLabel("Token or API key").waitFor();

        page.reload();
        page.getByLabel("Token or API key").waitFor();
    }

    @Test
    void shortcutsAreListedAndLead() {
        Page page = browser.page(token(Role.VIEWER));
        page.keyboard().press("?");
        page.getByRole(AriaRole.DIALOG).waitFor();
        TestingBrowser.assertAccessible(page);
        TestingBrowser.keep(page, "shortcuts");
        page.keyboard().press("Escape");
        page.waitForCondition(() -> page.locator("dialog").count() == 0);
        browser.faults();

        // One after the other: the second key counts for a moment only.
        page.keyboard().type("gs");
        page.locator("h1").getByText("System").waitFor();
        assertThat(browser.faults()).isEqualTo(List.of());
    }

    @Test
    void lightOrDarkIsRememberedAndKeysReachThePage() {
        Page page = browser.page(token(Role.VIEWER));
        page.getByRole(AriaRole.BUTTON, named("Light or dark")).click();
        page.reload();
        page.locator("nav.side").waitFor();
        assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");

        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("main");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
