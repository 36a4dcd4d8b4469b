package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that was pulled is there for the job under its name. */
class ModelsITCase {

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir Path models;

    private int run(String... arguments) {
        return CommandLineInterface.create(new PrintWriter(out), new PrintWriter(errors))
                .execute(arguments);
    }

    @Test
    void aPulledModelAnalysesByItsName() {
        Path shared = Path.of(System.getProperty("cv.shared", "absent"), "data");
        assumeTrue(Files.exists(shared), "needs ../shared (models and images)");
        String folder = models.toString();
        String mirror = shared.resolve("models").toString();
        assertThat(run("models", "pull", "yolox-nano", "--from", mirror, "--model-path", folder))
                .as(errors.toString())
                .isZero();
        String images = shared.resolve("images").toString();
        int code =
                run(
                        "analyze",
                        images,
                        "--task",
                        "object_detection",
                        "--model",
                        "yolox-nano",
                        "--model-path",
                        folder,
                        "--format",
                        "jsonl");
        assertThat(code).as(errors.toString()).isZero();
        assertThat(out.toString())
                .contains("\"name\":\"yolox-nano\"", "\"version\":\"0.1.1\"", "person");
    }
}
