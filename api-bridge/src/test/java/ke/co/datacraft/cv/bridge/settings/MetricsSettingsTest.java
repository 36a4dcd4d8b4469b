package ke.co.datacraft.cv.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsSettingsTest {

    @ParameterizedTest
    @CsvSource({"9090, 9090, 9090", "9090-9099, 9090, 9099", "0, 0, 0"})
    void aPortOrARange(String text, int first, int last) {
        assertThat(read(text)).isEqualTo(new MetricsSettings(true, first, last));
    }

    @Test
    void theDefaultIsThatOfTheGuide() {
        assertThat(BridgeSettings.read(Map.of()).metrics())
                .isEqualTo(new MetricsSettings(true, 9090, 9090));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "9099-9090", "9090,9091", "http"})
    void nothingElse(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CV_METRICS_PORT is '" + text + "': give a port");
    }

    private static MetricsSettings read(String port) {
        return BridgeSettings.read(Map.of("CV_METRICS_PORT", port)).metrics();
    }
}
