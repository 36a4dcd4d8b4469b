package ke.co.datacraft.cv.bridge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsITCase {

    private static final String OURS = "ke.co.datacraft.cv";

    private final TestingAppender appender = new TestingAppender();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private Level before;

    @BeforeEach
    void listen() {
        appender.start();
        LoggerConfig ours = context.getConfiguration().getLoggerConfig(OURS);
        before = ours.getLevel();
        ours.setLevel(Level.TRACE);
        context.getConfiguration().getRootLogger().addAppender(appender, null, null);
        context.updateLoggers();
    }

    @AfterEach
    void leave() {
        context.getConfiguration().getRootLogger().removeAppender(appender.getName());
        context.getConfiguration().getLoggerConfig(OURS).setLevel(before);
        context.updateLoggers();
    }

    @Test
    void noSecretIsLoggedAndRequestsTellTheirTraceAndTenant() throws Exception {
        String tenant = TestingBridge.tenant();
        String token = TestingBridge.token(tenant, Role.VIEWER);
        try (ApiBridge bridge =
                TestingBridge.start(Map.of("CV_REDIS_URL", "redis://ann:hush-redis@127.0.0.1:1"))) {
            TestingHttp http = new TestingHttp(bridge);
            String trace = "0af7651916cd43dd8448eb211c80319c";
            http.send(
                    "GET",
                    "/api/v1/jobs",
                    null,
                    "Authorization",
                    "Bearer " + token,
                    "traceparent",
                    "00-" + trace + "-b7ad6b7169203331-01");
            http.get("/api/v1/jobs", token + "x");
            http.send("GET", "/api/v1/jobs", null, "X-API-Key", "cvk_wrong.hush-key");
            http.get("/ready", token);
            Eventually.until(
                    "Redis is missed",
                    () -> {
                        bridge.services().redis().answers();
                        return appender.lines.stream().anyMatch(line -> line.contains("Redis"));
                    });
        }
        assertThat(appender.lines).isNotEmpty();
        for (String secret :
                List.of(token, TestingBridge.SECRET, "hush-redis", "hush-key", "Bearer ")) {
            assertThat(appender.lines).noneMatch(line -> line.contains(secret));
        }
    }

    /** Keeps what is logged, errors with their stacks. */
    private static final class TestingAppender extends AbstractAppender {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        TestingAppender() {
            super("testing-" + System.nanoTime(), null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            StringBuilder line =
                    new StringBuilder()
                            .append(event.getLoggerName())
                            .append(' ')
                            .append(event.getContextData().toMap())
                            .append(' ')
                            .append(event.getMessage().getFormattedMessage());
            for (Throwable e = event.getThrown(); e != null; e = e.getCause()) {
                line.append(' ').append(e);
            }
            lines.add(line.toString());
        }
    }
}
