package ke.co.datacraft.cv.kubernetes.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import ke.co.datacraft.cv.kubernetes.images.NpmTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What dclint finds in the compose file: the schema of the Compose specification, and its rules.
 */
class ComposeSchemaTest {

    /** Our order is that in which things start, and a port with a host in front is no number. */
    private static final Set<String> TASTE =
            Set.of(
                    "require-quotes-in-ports",
                    "service-dependencies-alphabetical-order",
                    "service-keys-order",
                    "services-alphabetical-order",
                    "top-level-properties-order");

    @TempDir Path folder;

    @Test
    void findsNothing() throws Exception {
        assertThat(findings(Path.of("..", "compose.yaml")))
                .filteredOn(finding -> !TASTE.contains(finding.path("rule").asText()))
                .isEmpty();
    }

    @Test
    void aKeyThatTheSpecificationDoesNotKnowIsFound() throws Exception {
        String text = Files.readString(Path.of("..", "compose.yaml"));
        Path wrong =
                Files.writeString(
                        folder.resolve("compose.yaml"),
                        text.replaceFirst("read_only: true", "readonly: true"));

        assertThat(findings(wrong))
                .anySatisfy(
                        finding ->
                                assertThat(finding.path("rule").asText())
                                        .isEqualTo("invalid-schema"));
    }

    private static List<JsonNode> findings(Path file) throws Exception {
        String report =
                NpmTool.of("dclint", "3.1.0").run(List.of(file.toString(), "--formatter", "json"));
        JsonNode files = new ObjectMapper().readTree(report);
        assertThat(files).hasSize(1);
        return List.copyOf(files.get(0).path("messages").findParents("rule"));
    }
}
