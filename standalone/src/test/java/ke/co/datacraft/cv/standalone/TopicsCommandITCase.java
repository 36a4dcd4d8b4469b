package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedKafka;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
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
    void topicsHaveThePartitionsAndCopiesThatAreWanted() throws Exception {
        assertThat(
                        run(
                                kafka.bootstrapServers(),
                                "create",
                                "laid.",
                                "0",
                                "--partitions",
                                "3",
                                "--replication-factor",
                                "1"))
                .isEqualTo(ExitCodes.OK);

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            TopicDescription images =
                    admin.describeTopics(List.of("laid.images"))
                            .allTopicNames()
                            .get()
                            .get("laid.images");
            assertThat(images.partitions())
                    .hasSize(3)
                    .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(1));
        }
    }

    @Test
    void moreCopiesThanBrokersAreOneLine() {
        assertThat(
                        run(
                                kafka.bootstrapServers(),
                                "create",
                                "much.",
                                "0",
                                "--replication-factor",
                                "5"))
                .isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(errors.toString()).contains("replication factor").doesNotContain("\tat ");
        assertThat(run("none:1", "create", "x.", "0", "--partitions", "0"))
                .isEqualTo(ExitCodes.WRONG_USAGE);
    }

    @Test
    void aBrokerThatIsNoHostIsOneLine() {
        assertThat(run("kafka.invalid:9092", "check", "cv.", "0")).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(errors.toString())
                .contains("kafka.invalid:9092", "No resolvable bootstrap urls")
                .doesNotContain("\tat ");
    }

    private int run(String servers, String command, String prefix, String wait, String... further) {
        List<String> arguments =
                new ArrayList<>(List.of("topics", command, "--bootstrap-servers", servers));
        arguments.addAll(List.of("--topic-prefix", prefix, "--wait", wait));
        arguments.addAll(List.of(further));
        return CommandLineInterface.create(new PrintWriter(out), new PrintWriter(errors))
                .execute(arguments.toArray(String[]::new));
    }
}
