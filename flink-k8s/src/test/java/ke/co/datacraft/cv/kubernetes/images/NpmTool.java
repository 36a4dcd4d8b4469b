package ke.co.datacraft.cv.kubernetes.images;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program out of a package of npm, which is installed under {@code target} once. */
public final class NpmTool {

    private static final int PATIENCE_SECONDS = 120;

    private final Path program;

    private NpmTool(Path program) {
        this.program = program;
    }

    /**
     * The program that has the name of its package.
     *
     * @throws org.opentest4j.TestAbortedException without npm, its registry, or a Node that is new
     *     enough, with the reason
     */
    public static NpmTool of(String name, String version) throws Exception {
        Path folder = Path.of("target", "npm", name + "-" + version).toAbsolutePath();
        Path program = folder.resolve(Path.of("node_modules", ".bin", name));
        if (!Files.exists(program)) {
            install(Files.createDirectories(folder), name + "@" + version);
        }
        return new NpmTool(program);
    }

    private static void install(Path folder, String spec) throws Exception {
        Path log = folder.resolve("npm.log");
        ProcessBuilder builder =
                new ProcessBuilder(
                        "npm",
                        "install",
                        "--prefix=" + folder,
                        "--engine-strict",
                        "--ignore-scripts",
                        "--no-package-lock",
                        "--no-audit",
                        "--no-fund",
                        "--fetch-retries=1",
                        spec);
        try {
            Process npm = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            boolean ended = npm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended || npm.exitValue() != 0) {
                npm.destroyForcibly();
                abort(spec + " cannot be installed by npm: " + Files.readString(log));
            }
        } catch (IOException e) {
            abort(spec + " needs npm: apt-get install -y npm");
        }
    }

    /** What it prints to its standard output, whatever it finds. */
    public String run(List<String> arguments) throws IOException {
        Process process =
                new ProcessBuilder(
                                Stream.concat(Stream.of(program.toString()), arguments.stream())
                                        .toList())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
