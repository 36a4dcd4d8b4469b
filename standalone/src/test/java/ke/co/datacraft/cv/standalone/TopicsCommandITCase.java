package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics on a real broker. */
class TopicsCommandITCase {

    @TempDir private static Path folder;
    private static EmbeddedKafka kafka;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void start() {
        kafka = new EmbeddedKafka(DataFolder.open(folder), new Topics(Topics.DEFAULT_PREFIX));
        kafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void checkWaitsUntilAnotherMadeThem() {
        assertThat(run(kafka.bootstrapServers(), "check", "waited.", "0"))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(errors.toString()).contains("missing waited.images", "missing waited.rules");

        CompletableFuture<Integer> waiting =
                CompletableFuture.supplyAsync(
                        () -> run(kafka.bootstrapServers(), "check", "waited.", "600"));
        assertThat(run(kafka.bootstrapServers(), "create", "waited.", "0")).isEqualTo(ExitCodes.OK);

        assertThat(waiting.join()).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).contains("created waited.images", "all topics are there");
    }

    @Test
    void aBrokerThatIsNoHostIsOneLine() {
        assertThat(run("kafka.invalid:9092", "check", "cv.", "0")).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(errors.toString())
                .contains("kafka.invalid:9092", "No resolvable bootstrap urls")
                .doesNotContain("\tat ");
    }

    private int run(String servers, String command, String prefix, String wait) {
        return CommandLineInterface.create(new PrintWriter(out), new PrintWriter(errors))
                .execute(
                        "topics",
                        command,
                        "--bootstrap-servers",
                        servers,
                        "--topic-prefix",
                        prefix,
                        "--wait",
                        wait);
    }
}
