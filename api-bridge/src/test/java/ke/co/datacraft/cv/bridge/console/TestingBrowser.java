package ke.co.datacraft.cv.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Debian's Chromium without a window, on pages of a bridge. Whatever a page complains of is kept:
 * errors on the console, requests that failed or were refused.
 */
public final class TestingBrowser implements AutoCloseable {

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final int PATIENCE_MS = 120_000;
    static final int DESKTOP = 1440;
    static final int PHONE = 390;

    private final Playwright playwright;
    private final Browser browser;
    private final String url;
    private final List<String> faults = new ArrayList<>();

    /**
     * Starts the browser; the test is skipped where there is none.
     *
     * @param url of the bridge
     */
    public TestingBrowser(String url) {
        Path chromium = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(chromium != null, "No chromium: apt-get install -y chromium");
        this.url = url;
        this.playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium)
                                        // Chromium refuses root otherwise.
                                        .setArgs(List.of("--no-sandbox")));
    }

    /** A page of a person who has just come, in light colours on a desktop. */
    Page page() {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(DESKTOP, 900)
                                .setLocale("en-GB")
                                .setTimezoneId("Africa/Nairobi")
                                .setColorScheme(ColorScheme.LIGHT));
        // A machine that builds something else besides may take its time.
        context.setDefaultTimeout(PATIENCE_MS);
        // Neither does what is said go away before it is looked for.
        context.addInitScript(
                "{ const later = setTimeout; window.setTimeout = (action, pause, ...rest) =>"
                        + " later(action, pause === 6000 ? 600000 : pause, ...rest); }");
        Page page = context.newPage();
        page.onConsoleMessage(this::hear);
        page.onPageError(error -> faults.add("error: " + error));
        page.onResponse(this::hear);
        page.onRequestFailed(
                request -> {
                    // What a page gave up itself, such as a stream when it is left, is no failure.
                    if (!request.failure().contains("ERR_ABORTED")) {
                        faults.add("failed: " + request.url() + " " + request.failure());
                    }
                });
        return page;
    }

    /** The same, signed in by the address, as {@code ./cv demo} does it. */
    public Page page(String token) {
        Page page = page();
        page.navigate(url + "/#token=" + token);
        page.waitForSelector("nav.side");
        return page;
    }

    /** Goes to a page of the console and waits until its data is there. */
    public static void go(Page page, String route) {
        // The page before stays until the address has changed and something was drawn.
        page.evaluate(
                "route => new Promise(drawn => {"
                        + " if (location.hash === '#/' + route) { drawn(); return; }"
                        + " addEventListener('hashchange',"
                        + " () => requestAnimationFrame(() => requestAnimationFrame(drawn)), {once: true});"
                        + " location.hash = '#/' + route; })",
                route);
        page.waitForFunction(
                "route => location.hash.startsWith('#/' + route.split('?')[0])"
                        + " && document.querySelector('h1')"
                        + " && !document.querySelector('[aria-busy=true]')"
                        + " && [...document.images].every(i => i.complete || i.loading === 'lazy')",
                route);
    }

    private void hear(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            faults.add("console: " + message.text() + " " + message.location());
        }
    }

    private void hear(Response response) {
        if (response.status() >= 400) {
            faults.add("status " + response.status() + ": " + response.url());
        }
    }

    /** Keeps a picture of a page under {@code target/screenshots}. */
    public static void keep(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
    }

    /** What was complained of since the last call. */
    public List<String> faults() {
        List<String> found = List.copyOf(faults);
        faults.clear();
        return found;
    }

    /** No rule of axe-core that matters is broken. */
    static void assertAccessible(Page page) {
        List<String> broken =
                new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(rule -> GRAVE.contains(rule.getImpact()))
                                .map(TestingBrowser::told)
                                .toList();
        assertThat(broken).as(page.url()).isEmpty();
    }

    private static String told(Rule rule) {
        return rule.getId()
                + ": "
                + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
    }

    /** Nothing reaches past the edge of the screen. */
    static void assertFits(Page page) {
        // Charts take their new size a frame after the screen did.
        assertThat(
                        page.evaluate(
                                "() => new Promise(drawn => requestAnimationFrame("
                                        + "() => requestAnimationFrame(drawn)))"
                                        + ".then(() => document.documentElement.scrollWidth <= innerWidth ? []"
                                        + " : [...document.querySelectorAll('body *')]"
                                        + ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
                                        + ".map(e => e.outerHTML.slice(0, 120)))"))
                .as(page.url())
                .isEqualTo(List.of());
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
