package ke.co.datacraft.cv.standalone.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import picocli.CommandLine.Option;

/** Options that say which Kafka is meant. */
final class KafkaTarget {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description =
                    "Kafka; when absent CV_KAFKA_BOOTSTRAP_SERVERS, else the demo that runs on --data.")
    private String bootstrapServers;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "Data folder of a running demo (${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "${env:CV_TOPIC_PREFIX:-cv.}",
            description = "What the topics' names begin with (${DEFAULT-VALUE}).")
    private String prefix;

    /** {@code host:port}, separated by commas. */
    String bootstrapServers() {
        return Optional.ofNullable(bootstrapServers)
                .or(() -> Optional.ofNullable(System.getenv("CV_KAFKA_BOOTSTRAP_SERVERS")))
                .filter(servers -> !servers.isBlank())
                .or(() -> demo().map(Endpoints::bootstrapServers))
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "No Kafka: no demo runs on "
                                                + data
                                                + "; start ./cv demo, or give --data or"
                                                + " --bootstrap-servers"));
    }

    /** Further properties of the clients, {@code CV_KAFKA_PROPERTIES}. */
    Map<String, String> properties() {
        return properties(System.getenv("CV_KAFKA_PROPERTIES"));
    }

    static Map<String, String> properties(String yaml) {
        if (yaml == null || yaml.isBlank()) {
            return Map.of();
        }
        try {
            return new YAMLMapper().readValue(yaml, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            // Without the cause, which would show a password.
            throw new UsageException(
                    "CV_KAFKA_PROPERTIES is no YAML map: give one such as"
                            + " {security.protocol: SASL_SSL, sasl.mechanism: PLAIN}");
        }
    }

    /** The demo that runs, if one does. */
    Optional<Endpoints> demo() {
        return Endpoints.ofRunning(data);
    }

    Topics topics() {
        return new Topics(prefix);
    }
}
