package ke.co.datacraft.cv.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** What pages do when the stream of events tells that some are lost. */
class ConsoleStreamITCase {

    private static final String UNKNOWN_ID = "9999999999999-0";

    private static ApiBridge bridge;
    private static TestingBrowser browser;

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

    @Test
    void aGapIsReadFromTheBridge() throws Exception {
        missed(
                route ->
                        route.resume(
                                new Route.ResumeOptions()
                                        .setUrl(
                                                route.request().url()
                                                        + "&last_event_id="
                                                        + UNKNOWN_ID)));
    }

    @Test
    void whatASlowPageLostIsReadFromTheBridge() throws Exception {
        missed(
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("text/event-stream")
                                        .setBody("event: dropped\ndata: {\"count\":3}\n\n")));
    }

    @Test
    void whileRedisIsAwayThePageSaysSoAndReadsAgainAfterwards() throws Exception {
        int port = TestingKafka.freePort();
        RedisServer redis = redis(port);
        try (ApiBridge own =
                TestingBridge.start(Map.of("CV_REDIS_URL", "redis://127.0.0.1:" + port + "/0"))) {
            ConsoleData data = new ConsoleData(own, TestingBridge.tenant()).fill();
            Page page = browser.page();
            page.addInitScript("setInterval = () => 0");
            page.navigate(
                    TestingBridge.url(own)
                            + "/#token="
                            + TestingBridge.token(data.tenant, Role.VIEWER));
            page.waitForSelector("nav.side");
            TestingBrowser.go(page, "events/events");
            page.waitForCondition(() -> page.locator(".happenings li").count() == 6);
            Locator state = page.locator(".bar .feed-text");
            page.waitForCondition(() -> state.innerText().equals("Live"));

            redis.stop();
            page.waitForCondition(() -> state.innerText().equals("Reconnecting"));
            data.unheardEvent();
            redis = redis(port);

            page.waitForCondition(() -> state.innerText().equals("Live"));
            page.waitForCondition(() -> page.locator(".happenings li").count() == 7);
            assertThat(browser.faults()).isEmpty();
            page.context().close();
        } finally {
            redis.stop();
        }
    }

    private static RedisServer redis(int port) throws IOException {
        RedisServer server =
                RedisServer.builder()
                        .port(port)
                        .setting("bind 127.0.0.1")
                        .setting("save \"\"")
                        .build();
        server.start();
        return server;
    }

    private void missed(Consumer<Route> answer) throws Exception {
        ConsoleData data = new ConsoleData(bridge, TestingBridge.tenant()).fill();
        Deque<Route> held = new ArrayDeque<>();
        Page page = browser.page();
        // Nothing is read again by the clock, so only the stream's message can be the cause.
        page.addInitScript("setInterval = () => 0");
        page.route("**/events/stream?type=event*", held::add);
        page.navigate(
                TestingBridge.url(bridge)
                        + "/#token="
                        + TestingBridge.token(data.tenant, Role.VIEWER));
        page.waitForSelector("nav.side");
        TestingBrowser.go(page, "events/events");
        page.waitForCondition(() -> page.locator(".happenings li").count() == 6);
        page.waitForCondition(() -> !held.isEmpty());

        data.unheardEvent();
        answer.accept(held.remove());

        page.waitForCondition(() -> page.locator(".happenings li").count() == 7);
        assertThat(browser.faults()).isEmpty();
        page.context().close();
    }
}
