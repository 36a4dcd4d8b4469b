package ke.co.datacraft.cv.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrateMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void explainsItself() {
        assertThat(run(Map.of(), "--help")).isEqualTo(MigrateMain.OK);
        assertThat(out.toString(UTF_8)).contains("--wait SECONDS", "CV_DATABASE_URL");
    }

    @Test
    void refusesMissingAndWrongUrls() {
        assertThat(run(Map.of())).isEqualTo(MigrateMain.WRONG_USAGE);
        assertThat(errors.toString(UTF_8)).contains("CV_DATABASE_URL is not set; set it to");

        assertThat(run(Map.of("CV_DATABASE_URL", "oracle://ann:hush@db/cv")))
                .isEqualTo(MigrateMain.WRONG_USAGE);
        assertThat(errors.toString(UTF_8))
                .contains("CV_DATABASE_URL: The database URL 'oracle://ann:***@db/cv'")
                .doesNotContain("hush");
    }

    @Test
    void refusesWrongArguments() {
        Map<String, String> environment = Map.of("CV_DATABASE_URL", "postgresql://ann@db/cv");

        assertThat(run(environment, "--wait", "soon")).isEqualTo(MigrateMain.WRONG_USAGE);
        assertThat(errors.toString(UTF_8)).contains("--wait is 'soon'; give whole seconds");
        assertThat(run(environment, "--wait", "99999")).isEqualTo(MigrateMain.WRONG_USAGE);
        assertThat(run(environment, "now")).isEqualTo(MigrateMain.WRONG_USAGE);
        assertThat(errors.toString(UTF_8)).contains("Cannot read 'now'");
        assertThat(run(environment, "--boxes", "coco")).isEqualTo(MigrateMain.WRONG_USAGE);
        assertThat(run(environment, "--check", "--import-platform"))
                .isEqualTo(MigrateMain.WRONG_USAGE);
        assertThat(errors.toString(UTF_8))
                .contains("Cannot read '--boxes coco'", "Cannot read '--check --import-platform'");
        assertThat(run(environment, "--import-platform", "--boxes", "yolo"))
                .isEqualTo(MigrateMain.WRONG_USAGE);
        assertThat(errors.toString(UTF_8)).contains("--boxes is 'yolo'; give coco for");
    }

    @Test
    void failsWhenTheDatabaseStaysAway() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Map<String, String> environment =
                Map.of("CV_DATABASE_URL", "postgresql://ann:hush@localhost:" + port + "/cv");

        assertThat(run(environment, "--wait", "1")).isEqualTo(MigrateMain.FAILED);
        assertThat(errors.toString(UTF_8))
                .contains("Cannot connect to jdbc:postgresql://localhost:" + port + "/cv as ann")
                .contains("waited 1 s")
                .doesNotContain("hush");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return MigrateMain.run(
                arguments,
                environment,
                new PrintStream(out, true, UTF_8),
                new PrintStream(errors, true, UTF_8));
    }
}
