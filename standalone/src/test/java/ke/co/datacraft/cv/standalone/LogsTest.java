package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

class LogsTest {

    @Test
    void levelsAreKnownInAnyCase() {
        assertThat(Logs.level(null)).isEqualTo(Level.INFO);
        assertThat(Logs.level(" ")).isEqualTo(Level.INFO);
        assertThat(Logs.level("debug")).isEqualTo(Level.DEBUG);
        assertThat(Logs.level("WARNING")).isEqualTo(Level.WARN);
    }

    @Test
    void anotherLevelIsRefusedWithTheChoices() {
        assertThatThrownBy(() -> Logs.level("loud"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("CV_LOG_LEVEL is 'loud'")
                .hasMessageContaining("INFO");
    }

    @Test
    void formatIsTextOrJson() {
        assertThat(Logs.isJson(null)).isFalse();
        assertThat(Logs.isJson("text")).isFalse();
        assertThat(Logs.isJson(" JSON ")).isTrue();
        assertThatThrownBy(() -> Logs.isJson("xml"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("CV_LOG_FORMAT is 'xml': give text or json");
    }
}
