package ke.co.datacraft.cv.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import ke.co.datacraft.cv.bridge.settings.LogSettings;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;

class BridgeLogTest {

    @Test
    void jsonLinesHaveTheFieldsOfEcs() throws Exception {
        String out = logged(new LogSettings("INFO", true));

        assertThat(out.lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(out);
        assertThat(Instant.parse(line.path("@timestamp").asText())).isNotNull();
        assertThat(line.path("log.level").asText()).isEqualTo("INFO");
        assertThat(line.path("log.logger").asText()).isEqualTo("cv.test");
        assertThat(line.path("message").asText()).isEqualTo("told \"so\"\nand more");
        assertThat(line.path("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.path("trace.id").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(line.path("tenant").asText()).isEqualTo("acme");
    }

    @Test
    void textLinesTellTheSame() {
        assertThat(logged(new LogSettings("INFO", false)))
                .contains("INFO", "c.test", "told", "trace.id=0af7651916cd43dd8448eb211c80319c")
                .contains("tenant=acme");
    }

    @Test
    void levelIsThatOfTheSettings() {
        assertThat(
                        BridgeLog.configuration(new LogSettings("ERROR", true))
                                .getLoggerConfig("cv.test")
                                .getLevel())
                .isEqualTo(Level.ERROR);
    }

    private static String logged(LogSettings settings) {
        LoggerContext context = new LoggerContext("test");
        try {
            Configuration configuration = BridgeLog.configuration(settings);
            context.start(configuration);
            StringMap labels = new SortedArrayStringMap();
            labels.putValue("trace.id", "0af7651916cd43dd8448eb211c80319c");
            labels.putValue("tenant", "acme");
            Log4jLogEvent event =
                    Log4jLogEvent.newBuilder()
                            .setLoggerName("cv.test")
                            .setLevel(Level.INFO)
                            .setMessage(new SimpleMessage("told \"so\"\nand more"))
                            .setThrown(new IllegalStateException("why"))
                            .setContextData(labels)
                            .build();
            return new String(
                    configuration.getAppender("console").getLayout().toByteArray(event),
                    StandardCharsets.UTF_8);
        } finally {
            context.stop();
        }
    }
}
