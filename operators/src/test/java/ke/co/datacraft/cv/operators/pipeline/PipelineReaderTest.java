package ke.co.datacraft.cv.operators.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.RegionSource;
import ke.co.datacraft.cv.contracts.TaskRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineReaderTest {

    private static final String GOOD =
            """
            name: plates
            description: Reads number plates.
            tasks:
              - task: object_detection
                model: traffic@1.10
                parameters:
                  confidence: 0.50
              - task: ocr
                step: plate
                on:
                  step: object_detection
                  labels: [plate]
                  padding: 0.1
                  max_regions: 5
            """;

    @TempDir Path folder;

    private Path write(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name), yaml);
    }

    private Pipelines read() {
        return PipelineReader.readFolders(List.of(folder.toString()));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("", "the file is empty"),
                Arguments.of("tasks: [", "tasks: while parsing"),
                Arguments.of("- a", "the file"),
                Arguments.of("name: %", "YAML"),
                Arguments.of(GOOD.replace("description", "descripton"), "descripton"),
                Arguments.of(GOOD.replace("padding", "pading"), "tasks[1].on.pading"),
                Arguments.of(GOOD.replace("padding: 0.1", "padding: 2"), "tasks[1].on.padding"),
                Arguments.of(GOOD.replace("max_regions: 5", "max_regions: x"), "max_regions"),
                Arguments.of(GOOD.replace("task: ocr", "task: palmistry"), "palmistry"),
                Arguments.of(GOOD.replace("- task: ocr\n    step", "- step"), "task is absent"),
                Arguments.of(
                        GOOD.replace("step: object_detection", "step: cars"), "no earlier step"),
                Arguments.of(GOOD.replace("name: plates", "name: signs"), "write name: plates"),
                Arguments.of(GOOD + "name: plates\n", "name"),
                Arguments.of("name: plates\ntasks: []\n", "tasks.length"),
                Arguments.of("name: plates\n", "tasks.length"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsWrongIsNamedWithItsFile(String yaml, String problem) throws IOException {
        Path file = write("plates.yaml", yaml);

        assertThatThrownBy(this::read)
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void readsTheFormOfARequest() throws IOException {
        write("plates.yaml", GOOD);
        write("notes.txt", "no pipeline");

        Pipelines pipelines = read();

        assertThat(pipelines.names()).containsExactly("plates");
        assertThat(pipelines.definitions().get(0).tasks())
                .containsExactly(
                        new TaskRequest(
                                "object_detection", "traffic@1.10", Map.of("confidence", "0.50")),
                        new TaskRequest(
                                "ocr",
                                null,
                                null,
                                "plate",
                                new RegionSource("object_detection", List.of("plate"), 0.1, 5)));
    }

    @Test
    void oneNameStandsForOnePipeline() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        write("plates.yaml", GOOD);
        Files.writeString(other.resolve("plates.yaml"), GOOD);

        assertThatThrownBy(
                        () ->
                                PipelineReader.readFolders(
                                        List.of(folder.toString(), other.toString())))
                .hasMessageContaining(folder.resolve("plates.yaml").toString())
                .hasMessageContaining(other.resolve("plates.yaml").toString());
    }

    @Test
    void namesAreFitForUris() throws IOException {
        Path file = write("My Plates.yaml", GOOD.replace("plates", "My Plates"));

        assertThatThrownBy(() -> PipelineReader.read(file)).hasMessageContaining("'My Plates'");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        String absent = folder.resolve("absent").toString();

        assertThatThrownBy(() -> PipelineReader.readFolders(List.of(absent)))
                .hasMessageContaining(absent);
    }

    @Test
    void theExamplesAreWhole() {
        Pipelines examples =
                PipelineReader.readFolders(List.of(Path.of("..", "pipelines").toString()));

        assertThat(examples.names()).isNotEmpty();
    }
}
