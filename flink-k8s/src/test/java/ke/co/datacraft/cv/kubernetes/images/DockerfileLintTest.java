package ke.co.datacraft.cv.kubernetes.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What dockerfilelint finds in our Dockerfiles. */
class DockerfileLintTest {

    /**
     * A finding that is none.
     *
     * @param title of the rule
     * @param instruction how the lines begin that it is wrong about
     * @param why it is wrong about them
     */
    record Exemption(String title, String instruction, String why) implements Predicate<JsonNode> {

        @Override
        public boolean test(JsonNode issue) {
            return issue.path("title").asText().equals(title)
                    && issue.path("content").asText().startsWith(instruction);
        }
    }

    private static final List<Exemption> EXEMPTIONS =
            List.of(
                    new Exemption(
                            "Base Image Missing Tag",
                            "FROM ${",
                            "the argument brings it, as DockerfilesTest sees"),
                    new Exemption(
                            "Invalid Argument Format",
                            "HEALTHCHECK --interval=",
                            "it reads names of options only up to the second dash, and does not"
                                    + " know --start"));

    @Test
    void findsNothing() throws Exception {
        List<JsonNode> issues = issues();

        assertThat(issues)
                .filteredOn(issue -> EXEMPTIONS.stream().noneMatch(known -> known.test(issue)))
                .isEmpty();
        assertThat(EXEMPTIONS)
                .as("exemptions that nothing needs any more")
                .allMatch(known -> issues.stream().anyMatch(known));
    }

    private static List<JsonNode> issues() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--output", "json"));
        try (Stream<Path> folders = Files.list(Path.of("images"))) {
            folders.map(folder -> folder.resolve("Dockerfile"))
                    .filter(Files::exists)
                    .sorted()
                    .forEach(file -> arguments.add(file.toString()));
        }
        String report = NpmTool.of("dockerfilelint", "1.8.0").run(arguments);
        List<JsonNode> issues = new ArrayList<>();
        JsonNode files = new ObjectMapper().readTree(report).path("files");
        assertThat(files).hasSize(arguments.size() - 2);
        files.forEach(file -> file.path("issues").forEach(issues::add));
        return issues;
    }
}
