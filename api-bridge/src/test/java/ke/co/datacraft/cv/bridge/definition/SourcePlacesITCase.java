package ke.co.datacraft.cv.bridge.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingCaller;
import ke.co.datacraft.cv.bridge.testing.TestingDatabase;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where sources may lead is told when they are defined, as far as their text says. */
class SourcePlacesITCase {

    private static ApiBridge bridge;

    private final TestingCaller acme =
            new TestingCaller(bridge, TestingBridge.tenant(), Role.OPERATOR);

    @BeforeAll
    static void start() {
        bridge =
                TestingBridge.start(
                        Map.of(
                                "CV_ALLOWED_FILE_ROOTS",
                                "/films,/more," + TestingServices.shared().storage(),
                                "CV_CAMERA_BUCKETS",
                                "films"));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    private static String source(String kind, String uri) {
        return "{'id':'one','kind':'%s','uri':'%s','tasks':[{'task':'object_detection'}]}"
                .formatted(kind, uri);
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp, rtsp://169.254.169.254/latest, own address",
        "rtsp, rtsp://{user}:{password}@[fe80::1]:554/1, own address",
        "http_mjpeg, http://2852039166/latest/meta-data, four decimal numbers",
        "hls, https://0.0.0.0/a.m3u8, own address",
        "file, http://100.100.100.200/a.mp4, own address",
        "file, file:///etc/passwd, CV_ALLOWED_FILE_ROOTS",
        "file, file:///films/../etc/passwd, CV_ALLOWED_FILE_ROOTS",
        "folder, file:///films2/, CV_ALLOWED_FILE_ROOTS",
        "file, file:///films/a.mp4?x=1, file:///folder/name",
        "file, s3://others/a.mp4, CV_CAMERA_BUCKETS",
        "file, s3://films, s3://bucket/key"
    })
    void aHostileAddressIsRefusedWithItsCure(String kind, String uri, String cure) {
        JsonNode problem = acme.json(400, "POST", "/sources", source(kind, uri));

        assertThat(problem.path("code").asText()).isEqualTo("invalid_field");
        assertThat(problem.path("field").asText()).isEqualTo("uri");
        assertThat(problem.path("detail").asText()).startsWith("'" + uri + "' ");
        assertThat(problem.path("cure").asText()).contains(cure);
        assertThat(acme.all("/sources", "/id")).isEmpty();
    }

    @Test
    void objectsOfAnotherTenantAreRefused() {
        String storage = TestingServices.shared().storage().toUri().toString();

        acme.json(400, "POST", "/sources", source("folder", storage + "tenants/other/uploads/"));
        acme.json(400, "POST", "/sources", source("folder", storage));
        acme.json(
                201,
                "POST",
                "/sources",
                source("folder", storage + "tenants/" + acme.tenant() + "/uploads/"));
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp, rtsp://10.0.0.5/stream1",
        "rtsp, rtsp://127.0.0.1:8554/1",
        "http_mjpeg, http://camera-7/video.mjpg",
        "file, file:///more/a/b.mp4",
        "file, s3://films/a.mp4",
        "simulator, simulator://crossing?seed=1"
    })
    void camerasAndRecordingsAreTaken(String kind, String uri) {
        acme.json(201, "POST", "/sources", source(kind, uri));
    }

    @Test
    void whatIsRefusedByNowCanBePausedAndCorrectedOnly() {
        acme.json(201, "POST", "/sources", source("rtsp", "rtsp://10.0.0.5/1"));
        new TestingDatabase(TestingServices.shared())
                .update(
                        "UPDATE cv.sources SET definition = jsonb_set(definition, '{uri}',"
                                + " '\"rtsp://169.254.169.254/1\"') WHERE tenant_id = ?",
                        acme.tenant());

        acme.json(200, "PATCH", "/sources/one", "{'enabled':false}");
        acme.json(400, "PATCH", "/sources/one", "{'enabled':true}");
        acme.json(400, "PATCH", "/sources/one", "{'uri':'rtsp://169.254.169.254/2'}");
        acme.json(200, "PATCH", "/sources/one", "{'uri':'rtsp://10.0.0.6/1','enabled':true}");
    }
}
