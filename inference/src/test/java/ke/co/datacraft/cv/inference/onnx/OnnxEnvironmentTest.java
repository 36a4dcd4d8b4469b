package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OnnxEnvironmentTest {

    /** As long as an argument may be on Linux. */
    private static final int LONG_ARGUMENT = 120_000;

    /** Opens the environment in a process of its own. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            OnnxEnvironment.get();
            System.out.println("opened with " + arguments[0].length());
        }
    }

    @Test
    void longCommandLineDoesNotKillTheProcess() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Main.class.getName(),
                        "x".repeat(LONG_ARGUMENT));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.redirectErrorStream(true).start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("opened with " + LONG_ARGUMENT);
    }
}
