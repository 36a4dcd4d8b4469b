package ke.co.datacraft.cv.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.inference.BoundingBox;

/**
 * The same work by Node with sharp and onnxruntime-node: a process that does one round whenever it
 * is told to. Its packages come from the npm registry, once, into {@code bench/target}.
 */
final class NodePeer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INSTALL_MINUTES = 10;
    private static final List<String> FILES = List.of("package.json", "peer.js", "detect.js");

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    /** What it found: the class by its index, and where. */
    record Found(int classId, double confidence, BoundingBox box) {}

    private NodePeer(Process process) {
        this.process = process;
        this.orders = process.outputWriter();
        this.answers = process.inputReader();
    }

    /**
     * Installs the packages where they are not yet.
     *
     * @return the folder of the program
     * @throws IOException when Node or npm is missing or the registry cannot be reached
     */
    static Path install() throws IOException {
        Path folder = Files.createDirectories(Sources.target().resolve("peers").resolve("node"));
        Path sources = Sources.peer("node");
        for (String file : FILES) {
            Files.copy(
                    sources.resolve(file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(folder.resolve("node_modules").resolve("onnxruntime-node"))) {
            // Its script would download CUDA; the binding for the CPU is in the package.
            npm(folder, "install", "--omit=dev", "--ignore-scripts", "--no-package-lock");
        }
        return folder;
    }

    private static void npm(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("npm", "--no-audit", "--no-fund"));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("npm.log");
        Process npm =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IOException("npm install failed; see " + log);
            }
        } catch (InterruptedException e) {
            npm.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Starts it.
     *
     * @param folder of the program
     * @param settings as peer.js describes them
     * @param file where to write the settings
     */
    static NodePeer start(Path folder, Map<String, Object> settings, Path file) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(settings));
        return new NodePeer(
                new ProcessBuilder("node", "peer.js", file.toAbsolutePath().toString())
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** One round over this many images. */
    ConcurrentLoop.Round run(int count) {
        JsonNode answer = ask("run " + count);
        return new ConcurrentLoop.Round(
                answer.get("images_per_second").asDouble(),
                answer.get("cpu_ms_per_image").asDouble(),
                0);
    }

    /** What it finds in each file, in their order. */
    List<List<Found>> detections() {
        List<List<Found>> all = new ArrayList<>();
        for (JsonNode image : ask("detections").get("detections")) {
            List<Found> found = new ArrayList<>();
            for (JsonNode one : image) {
                JsonNode box = one.get("bbox");
                found.add(
                        new Found(
                                one.get("class_id").asInt(),
                                one.get("confidence").asDouble(),
                                new BoundingBox(
                                        (float) box.get(0).asDouble(),
                                        (float) box.get(1).asDouble(),
                                        (float) box.get(2).asDouble(),
                                        (float) box.get(3).asDouble())));
            }
            all.add(found);
        }
        return all;
    }

    private JsonNode ask(String order) {
        try {
            orders.write(order);
            orders.newLine();
            orders.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("Node ended; what it said is above");
            }
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("Node does not answer", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
