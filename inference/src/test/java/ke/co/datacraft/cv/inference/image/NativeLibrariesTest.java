package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.opencv.BarcodeRegions;
import ke.co.datacraft.cv.inference.opencv.CascadeFaceDetector;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded shows in a process of its own only. */
class NativeLibrariesTest {

    @TempDir Path folder;

    @Test
    void decodingLoadsNothingThatNeedsAWindowSystem() throws Exception {
        Path maps = Path.of("/proc/self/maps");
        assumeTrue(Files.exists(maps), "needs Linux's /proc");

        assertThat(run(Decode.class, Map.of()))
                .contains("1 thread")
                .contains("libopencv_imgcodecs")
                .doesNotContain("highgui", "libgtk", "libX11", "libopencv_videoio");
    }

    @Test
    void detectorsLoadWhereThereIsNoWindowSystem() throws Exception {
        // An empty file stands before the real library, if there is one.
        for (String library : List.of("libgtk-x11-2.0.so.0", "libgdk-x11-2.0.so.0")) {
            Files.createFile(folder.resolve(library));
        }

        assertThat(run(Detect.class, Map.of("LD_LIBRARY_PATH", folder.toString())))
                .contains("both detectors are there");
    }

    private static String run(Class<?> program, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        program.getName());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            return text;
        }
    }

    /** Loads what decoding needs and prints what is mapped. */
    static final class Decode {

        private Decode() {}

        public static void main(String[] arguments) throws IOException {
            OpenCv.initialise();
            System.out.println(opencv_core.getNumThreads() + " thread");
            System.out.println(Files.readString(Path.of("/proc/self/maps")));
        }
    }

    /** Makes the detectors. */
    static final class Detect {

        private Detect() {}

        public static void main(String[] arguments) {
            try (CascadeFaceDetector faces = new CascadeFaceDetector();
                    BarcodeRegions regions = new BarcodeRegions()) {
                System.out.println("both detectors are there: " + faces.model() + regions);
            }
        }
    }
}
