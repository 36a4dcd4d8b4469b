package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceState;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CameraSecretsTest {

    private static final String PASSWORD = "s3cret/w?rd";
    private static final String ENCODED = "s3cret%2Fw%3Frd";

    @TempDir private Path folder;

    @Test
    void aFileComesBeforeAVariable() throws Exception {
        Files.writeString(folder.resolve("front-door"), "guard:" + PASSWORD + "\n");
        CameraSecrets secrets =
                new CameraSecrets(
                        folder.toString(), Map.of("CV_CAMERA_SECRET_BACK_DOOR", "x:y")::get);

        assertThat(secrets.read("front-door").password()).isEqualTo(PASSWORD);
        assertThat(secrets.read("back.door").user()).isEqualTo("x");
    }

    @Test
    void aMissingOrMalformedSecretIsNamedWithTheCureAndNotShown() throws IOException {
        Files.writeString(folder.resolve("bad"), PASSWORD);
        CameraSecrets secrets = new CameraSecrets(folder.toString(), name -> null);

        assertThatThrownBy(() -> secrets.read("gate"))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("CV_CAMERA_SECRETS_PATH")
                .hasMessageContaining("CV_CAMERA_SECRET_GATE");
        assertThatThrownBy(() -> secrets.read("bad"))
                .isInstanceOf(CameraException.class)
                .hasMessage("secret 'bad' is not of the form user:password");
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://127.0.0.1/1,                         rtsp://guard:" + ENCODED + "@127.0.0.1/1",
        "rtsp://{user}:{password}@127.0.0.1/1,       rtsp://guard:" + ENCODED + "@127.0.0.1/1",
        "'http://127.0.0.1/s?u={user}&pw={password}', 'http://127.0.0.1/s?u=guard&pw="
                + ENCODED
                + "'"
    })
    void userAndPasswordAreFilledInAndNowhereToBeSeen(String uri, String filled) throws Exception {
        CameraAddress address = address(TestingCameras.secret("a", uri, "gate"));

        assertThat(address.uri()).isEqualTo(filled);
        assertThat(address.toString()).isEqualTo(uri);
        assertThat(address.scrub(filled + " and " + PASSWORD + " and " + ENCODED))
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "[fd00:ec2::254]",
                "[::ffff:169.254.169.254]",
                "2852039166",
                "0xa9fea9fe",
                "0251.0376.0251.0376"
            })
    void whereAnAddressMustNotLeadNothingIsOpened(String host) {
        assertThatThrownBy(() -> address(TestingCameras.secret("a", "rtsp://" + host + "/1", null)))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("is refused: it ");
    }

    @Test
    void anAddressThatAsksForAPasswordNeedsASecret() {
        SourceDefinition source =
                TestingCameras.secret("a", "rtsp://{user}:{password}@127.0.0.1/1", null);

        assertThatThrownBy(() -> address(source))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("name their secret in credentials");
    }

    /** Whatever FFmpeg says of the address, and however it fails. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itIsInNoStatusNoStateAndNoLog(boolean crashes) throws Exception {
        SourceDefinition source = TestingCameras.secret("a", "rtsp://127.0.0.1/1", "gate");
        String uri = "rtsp://guard:" + ENCODED + "@127.0.0.1/1";
        String words = uri + " failed, password " + PASSWORD;
        TestingGrabbers grabbers = new TestingGrabbers();
        grabbers.film(uri).refusal = crashes ? null : words;
        grabbers.film(uri).crash =
                crashes ? new IllegalStateException(words, new IOException(words)) : null;
        StringWriter log = new StringWriter();
        try (TestingReader reader = new TestingReader(grabbers, 1, "guard:" + PASSWORD)) {
            LoggerContext logging = (LoggerContext) LogManager.getContext(false);
            WriterAppender appender =
                    WriterAppender.createAppender(
                            PatternLayout.createDefaultLayout(), null, log, "test", false, true);
            appender.start();
            logging.getRootLogger().addAppender(appender);
            try {
                reader.add(source);
                reader.until(() -> reader.isIn("a", SourceState.OFFLINE));
            } finally {
                logging.getRootLogger().removeAppender(appender);
            }
            assertThat(reader.statuses("a").get(1).reason()).contains("failed, password ***");
            assertThat(reader.records.toString()).doesNotContain("s3cret");
            byte[] state =
                    new CameraSplitSerializer().serialize(reader.reader.snapshotState(1).get(0));
            assertThat(new String(state, StandardCharsets.ISO_8859_1))
                    .contains(ContractCodec.toJson(source))
                    .doesNotContain("s3cret");
        }
        assertThat(log.toString()).doesNotContain("s3cret");
        assertThat(log.toString().contains("IllegalStateException")).isEqualTo(crashes);
    }

    private static CameraAddress address(SourceDefinition source) throws CameraException {
        return CameraAddress.of(
                source,
                new CameraSecrets(null, name -> "guard:" + PASSWORD),
                TestingCameras.NOWHERE);
    }
}
