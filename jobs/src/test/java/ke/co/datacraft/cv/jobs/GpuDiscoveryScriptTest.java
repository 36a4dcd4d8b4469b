package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The discovery script as Flink's GPU driver runs it, with a fake {@code nvidia-smi}. */
class GpuDiscoveryScriptTest {

    private static final Path SCRIPT = Path.of("gpu", "nvidia-gpu-discovery.sh").toAbsolutePath();

    /** What the script needs of the machine; a real nvidia-smi stays out of sight. */
    private static final List<String> TOOLS = List.of("bash", "grep", "sort");

    @TempDir Path bin;

    private record Outcome(int exitCode, String output, String error) {}

    @BeforeEach
    void tools() throws IOException {
        for (String tool : TOOLS) {
            Path installed = Path.of("/usr/bin", tool);
            String path = (Files.exists(installed) ? "/usr/bin/" : "/bin/") + tool;
            executable(tool, "#!/bin/sh", "exec " + path + " \"$@\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1|0", "2|0,1", "3|0,1,2", "1 --first 2|2", "2 --first 1|1,2", "0|''"})
    void printsAsManyIndexesAsItIsAskedFor(String arguments, String expected) throws Exception {
        cards("echo 2; echo ' 0'; echo 1");

        Outcome outcome = run(Map.of(), arguments);

        assertThat(outcome.exitCode()).as(outcome.error()).isZero();
        assertThat(outcome.output().strip()).isEqualTo(expected);
        assertThat(outcome.output().lines().count()).isLessThanOrEqualTo(1);
    }

    @Test
    void countsOnlyTheCardsThatCudaIsShown() throws Exception {
        cards("echo 0; echo 1; echo 2");

        assertThat(run(Map.of("CUDA_VISIBLE_DEVICES", "2,1"), "2").output()).isEqualTo("0,1\n");
        assertThat(run(Map.of("CUDA_VISIBLE_DEVICES", "2"), "2").error())
                .contains("asked for 2 graphics cards from card 0 on, but there are 1");
        assertThat(run(Map.of("CUDA_VISIBLE_DEVICES", "-1"), "1").error()).contains("there are 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|amount is ''",
                "one|amount is 'one'; set external-resource.gpu.amount to a whole number",
                "08|amount is '08'",
                "1 --first|--first is ''; give the index of the first card",
                "1 --enable-coordination-mode|unknown argument '--enable-coordination-mode'",
                "3|asked for 3 graphics cards from card 0 on, but there are 2;"
                        + " lower external-resource.gpu.amount",
                "1 --first 2|asked for 1 graphics cards from card 2 on, but there are 2"
            })
    void saysWhatIsWrong(String arguments, String message) throws Exception {
        cards("echo 0; echo 1");

        Outcome outcome = run(Map.of(), arguments);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.error()).startsWith("nvidia-gpu-discovery.sh: ").contains(message);
    }

    @Test
    void missingDriverIsNamed() throws Exception {
        assertThat(run(Map.of(), "1").error())
                .contains("there is no nvidia-smi on the PATH of the TaskManager");

        cards("echo 'NVIDIA-SMI has failed'; exit 9");
        Outcome outcome = run(Map.of(), "1");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.error()).contains("nvidia-smi failed: NVIDIA-SMI has failed");
    }

    private void cards(String commands) throws IOException {
        executable("nvidia-smi", "#!/bin/sh", commands);
    }

    private void executable(String name, String... lines) throws IOException {
        Path file = Files.write(bin.resolve(name), List.of(lines));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Starts it by its path, as the driver does, so that it must be executable. */
    private Outcome run(Map<String, String> environment, String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        if (!arguments.isEmpty()) {
            command.addAll(List.of(arguments.split(" ")));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = text(process.getInputStream().readAllBytes());
        String error = text(process.getErrorStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output, error);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
