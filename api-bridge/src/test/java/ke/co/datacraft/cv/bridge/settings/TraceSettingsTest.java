package ke.co.datacraft.cv.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import ke.co.datacraft.cv.telemetry.TracingSettings;
import org.junit.jupiter.api.Test;

class TraceSettingsTest {

    @Test
    void offByDefault() {
        assertThat(read(Map.of()))
                .isEqualTo(new TracingSettings(false, "http://localhost:4318", 1, "cv-bridge"));
    }

    @Test
    void oldAddressOfJaegerBecomesThatOfOtlp() {
        assertThat(
                        read(
                                Map.of(
                                        "CV_TRACING_ENABLED", "true",
                                        "CV_JAEGER_ENDPOINT", "http://jaeger:14268/api/traces",
                                        "CV_TRACING_SAMPLE_RATIO", "0.25",
                                        "CV_TRACING_SERVICE_NAME", "api")))
                .isEqualTo(new TracingSettings(true, "http://jaeger:4318", 0.25, "api"));
    }

    @Test
    void wrongValuesAreTold() {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "CV_OTLP_ENDPOINT", "collector",
                                                "CV_TRACING_SAMPLE_RATIO", "2")))
                .hasMessageContaining("CV_OTLP_ENDPOINT is 'collector': give a URL such as")
                .hasMessageContaining("CV_TRACING_SAMPLE_RATIO is '2': give a number from 0 to 1");
    }

    @Test
    void logIsTextAtInfoUnlessToldOtherwise() {
        assertThat(BridgeSettings.read(Map.of()).log()).isEqualTo(new LogSettings("INFO", false));
        assertThat(
                        BridgeSettings.read(
                                        Map.of(
                                                "CV_LOG_LEVEL", "warning",
                                                "CV_LOG_FORMAT", "JSON"))
                                .log())
                .isEqualTo(new LogSettings("WARN", true));
        assertThatThrownBy(() -> BridgeSettings.read(Map.of("CV_LOG_FORMAT", "xml")))
                .hasMessageContaining("CV_LOG_FORMAT is 'xml': give one of text, json");
    }

    private static TracingSettings read(Map<String, String> variables) {
        return BridgeSettings.read(variables).tracing();
    }
}
