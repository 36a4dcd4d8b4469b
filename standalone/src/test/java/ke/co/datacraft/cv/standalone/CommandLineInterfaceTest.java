package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineInterfaceTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir Path folder;

    private int run(String... arguments) {
        return CommandLineInterface.create(new PrintWriter(out), new PrintWriter(errors))
                .execute(arguments);
    }

    @Test
    void helpNamesEveryCommandAndTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("demo", "analyze", "migrate", "deadletters", "topics", "status", "models")
                .contains("Exit codes", "CV_LOG_LEVEL", "./cv demo --once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "analyze",
                "migrate",
                "deadletters list",
                "deadletters replay",
                "topics create",
                "topics check",
                "sql",
                "status",
                "token",
                "models list",
                "models pull",
                "models verify",
                "models add",
                "models remove",
                "models activate",
                "models status",
                "pipelines list",
                "pipelines check",
                "scenes generate",
                "scenes evaluate",
                "scenes training-data"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(out.toString()).contains("Usage: cv " + command);
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).containsPattern("cv \\d+\\.\\d+").containsPattern("Flink 2\\.");
    }

    @Test
    void aCommandMustBeGiven() {
        assertThat(run()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("Which command?", "Usage: cv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly                                  | fly",
                "demo --images none                   | none",
                "demo --images 0                      | --images is 0: give 1",
                "demo --rate 0                        | give at least 1",
                "analyze                              | PATH",
                "analyze /no/such/file.png            | /no/such/file.png does not exist",
                "analyze . --task guess               | --task is 'guess': give one of",
                "analyze . --model absent.onnx        | absent.onnx does not exist",
                "analyze . --format xml               | xml",
                "migrate --database-url nonsense      | nonsense",
                "migrate --database-url postgresql://u@h/d --wait -1 | --wait is -1",
                "deadletters                          | list or replay",
                "deadletters replay                   | --id, --reason",
                "deadletters list --reason BAD_LUCK   | BAD_LUCK",
                "topics                               | create or check",
                "topics check --bootstrap-servers k:1 --wait -1 | --wait is -1",
                "sql                                  | FILE",
                "sql /no/such.sql                     | Cannot read /no/such.sql",
                "sql --data target/none ../sql/flink/tables/stored.sql | CV_JDBC_URL has no value; set CV_DATABASE_URL",
                "models                               | list, pull, verify, add, remove, activate or status",
                "models pull                          | NAME",
                "models pull yolox-nano --timeout 0   | --timeout is 0: give 1 to 3600",
                "models list --cache-size big         | is 'big': give a size such as",
                "models verify nosuch                 | there is no model 'nosuch'",
                "models activate yolox-nano           | Which version of yolox-nano?",
                "models remove nosuch                 | there is no model 'nosuch'",
                "models add nosuch.onnx               | nosuch.onnx is no file",
                "scenes                               | Which? generate",
                "scenes generate                      | --out",
                "scenes evaluate --model m --frames 0 | --frames is 0: give 1",
                "scenes evaluate --model m --size big | --size is 'big': give one such as",
                "scenes generate --out target/s --size 20x20 | 20x20"
            })
    void wrongUsageNamesTheValue(String line, String message) {
        assertThat(run(line.strip().split(" "))).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains(message);
        assertThat(errors.toString()).doesNotContain("\tat ");
    }

    @Test
    void withoutADemoThereIsNoKafkaToAsk() {
        assertThat(run("deadletters", "list", "--data", folder.toString()))
                .isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("no demo runs on " + folder);
    }

    @Test
    void scriptsArePrintedForFlinksOwnClient() throws IOException {
        Path script =
                Files.writeString(
                        folder.resolve("a.sql"),
                        "-- who\nSELECT '${CV_SQL_WHO}' AS `${CV_SQL_TARGET_PREFIX}`; SELECT 2;");
        assertThat(run("sql", "--print", "-D", "CV_SQL_WHO=o'brien", script.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("SELECT 'o''brien' AS `again.`;", "", "SELECT 2;", "");
    }

    @Test
    void statusSaysThatNothingRuns() {
        assertThat(run("status", "--data", folder.toString())).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(errors.toString()).contains("No demo runs on " + folder);
    }

    @Test
    void anUnreachableDatabaseIsOneLineAndItsOwnExitCode() {
        String url = "postgresql://user:secret@127.0.0.1:1/none";
        assertThat(run("migrate", "--database-url", url, "--wait", "0"))
                .isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(errors.toString()).contains("127.0.0.1:1").doesNotContain("secret", "\tat ");
    }

    @Test
    void verboseShowsTheTrace() {
        String url = "postgresql://user:secret@127.0.0.1:1/none";
        assertThat(run("migrate", "--verbose", "--database-url", url, "--wait", "0"))
                .isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(errors.toString()).contains("\tat ").doesNotContain("secret");
    }

    @Test
    void pipelineFilesAreChecked() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "name: wrong\ntasks: []\n");
        String good = Path.of("..", "pipelines", "vehicle-text.yaml").toString();

        assertThat(run("pipelines", "check", good)).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).contains("vehicle-text", "ocr on vehicles");
        assertThat(run("pipelines", "check", good, wrong.toString()))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(errors.toString()).contains(wrong.toString(), "tasks.length");
        assertThat(run("analyze", "x.png", "--pipeline", "nonesuch"))
                .isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("--pipeline nonesuch");
    }
}
