package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.FrameStore;
import ke.co.datacraft.cv.operators.camera.ReconnectPolicy;
import ke.co.datacraft.cv.operators.camera.RecordingPlaces;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionSettings;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CameraSettingsTest {

    @Test
    void everyKeyIsRead() {
        CameraSettings settings =
                read(
                        Map.ofEntries(
                                Map.entry("CV_CAMERA_GROUP_ID", "eyes"),
                                Map.entry("CV_CAMERA_MAX_PER_SUBTASK", "3"),
                                Map.entry("CV_CAMERA_QUEUED_FRAMES", "4"),
                                Map.entry("CV_CAMERA_FRAMES_PER_SECOND", "7"),
                                Map.entry("CV_CAMERA_CONNECT_TIMEOUT_MS", "101"),
                                Map.entry("CV_CAMERA_STALL_TIMEOUT_MS", "102"),
                                Map.entry("CV_CAMERA_RECONNECT_INITIAL_MS", "103"),
                                Map.entry("CV_CAMERA_RECONNECT_MAX_MS", "104"),
                                Map.entry("CV_CAMERA_STATUS_INTERVAL_SECONDS", "5"),
                                Map.entry("CV_CAMERA_SECRETS_PATH", "/run/secrets"),
                                Map.entry("CV_ALLOWED_FILE_ROOTS", "/srv/films"),
                                Map.entry("CV_CAMERA_BUCKETS", "films, archive"),
                                Map.entry("CV_S3_REGION", "eu-central-1"),
                                Map.entry("CV_CAMERA_FRAME_STORE", "redis"),
                                Map.entry("CV_CAMERA_FRAME_SECONDS", "60"),
                                Map.entry("CV_CAMERA_MAX_WIDTH", "640"),
                                Map.entry("CV_CAMERA_MAX_HEIGHT", "480"),
                                Map.entry("CV_CAMERA_JPEG_QUALITY", "70"),
                                Map.entry("CV_STORAGE_BACKEND", "filesystem"),
                                Map.entry("CV_STORAGE_PATH", "/srv/frames"),
                                Map.entry("CV_S3_BUCKET", "frames")));

        assertThat(settings.kafka().groupId()).isEqualTo("eyes");
        assertThat(settings.capture().maxPerSubtask()).isEqualTo(3);
        assertThat(settings.capture().queuedFrames()).isEqualTo(4);
        assertThat(settings.capture().fps()).isEqualTo(7);
        assertThat(settings.capture().connectTimeout()).isEqualTo(Duration.ofMillis(101));
        assertThat(settings.capture().stallTimeout()).isEqualTo(Duration.ofMillis(102));
        assertThat(settings.capture().reconnect())
                .isEqualTo(new ReconnectPolicy(Duration.ofMillis(103), Duration.ofMillis(104)));
        assertThat(settings.capture().statusInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.capture().secretsPath()).isEqualTo("/run/secrets");
        assertThat(settings.capture().places())
                .isEqualTo(
                        new RecordingPlaces(
                                List.of("/srv/films"),
                                "/srv/frames",
                                "frames",
                                List.of("films", "archive"),
                                new S3Settings(null, "eu-central-1", null, null)));
        assertThat(settings.frames().store()).isEqualTo(FrameStore.REDIS);
        assertThat(settings.frames().keep()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.frames().maxWidth()).isEqualTo(640);
        assertThat(settings.frames().maxHeight()).isEqualTo(480);
        assertThat(settings.frames().jpegQuality()).isEqualTo(70);
        assertThat(settings.frames().folder()).isEqualTo("/srv/frames");
        assertThat(settings.frames().bucket()).isEqualTo("frames");
    }

    @Test
    void whatIsRedactedIsFoundAsTheOptionsSay() {
        RedactionSettings usual = read(Map.of()).frames().redaction();
        assertThat(usual.objectModel()).isNull();
        assertThat(usual.faceModel()).isEqualTo("yunet");
        assertThat(usual.inference().detectionModel()).isEqualTo("street-objects");

        RedactionSettings read =
                read(Map.ofEntries(
                                Map.entry("CV_REDACTION_MODEL", "yolox-s"),
                                Map.entry("CV_REDACTION_FACE_MODEL", "yunet-320"),
                                Map.entry("CV_REDACTION_PLATE_MODEL", "plates"),
                                Map.entry("CV_REDACTION_VEHICLE_LABELS", "car, tram"),
                                Map.entry("CV_REDACTION_VEHICLE_PERCENT", "40"),
                                Map.entry("CV_REDACTION_CONFIDENCE", "0.3"),
                                Map.entry("CV_REDACTION_FACE_CONFIDENCE", "0.5"),
                                Map.entry("CV_REDACTION_MARGIN_PERCENT", "25"),
                                Map.entry("CV_REDACTION_HOLD_FRAMES", "7"),
                                Map.entry("CV_REDACTION_THREADS", "2")))
                        .frames()
                        .redaction();
        assertThat(read)
                .isEqualTo(
                        new RedactionSettings(
                                "yolox-s",
                                "yunet-320",
                                "plates",
                                List.of("car", "tram"),
                                0.4,
                                0.3,
                                0.5,
                                0.25,
                                7,
                                2,
                                usual.inference()));
        assertThatThrownBy(() -> read(Map.of("CV_REDACTION_VEHICLE_LABELS", ",")))
                .hasMessageContaining("give classes of a detector, such as car,truck");
    }

    static Stream<ConfigOption<?>> numbers() {
        return VisionOptionsTest.declared(CameraOptions.class).stream()
                .filter(option -> option.hasDefaultValue())
                .filter(option -> option.defaultValue() instanceof Integer);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everyNumberHasItsRange(ConfigOption<?> option) {
        for (String value : List.of("-1", "999999999", "ten")) {
            assertThatThrownBy(() -> read(Map.of(VisionOptionCatalog.variable(option), value)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining(option.key())
                    .hasMessageContaining("'" + value + "': give a whole number from");
        }
    }

    @Test
    void thePausesDoNotEndBeforeTheyBegin() {
        assertThatThrownBy(() -> read(Map.of("CV_CAMERA_RECONNECT_MAX_MS", "999")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("give at least the 1000 of CV_CAMERA_RECONNECT_INITIAL_MS");
    }

    private static CameraSettings read(Map<String, String> environment) {
        return CameraSettings.read(Environment.toConfiguration(environment));
    }
}
