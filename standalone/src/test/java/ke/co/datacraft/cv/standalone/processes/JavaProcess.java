package ke.co.datacraft.cv.standalone.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child JVM with its output in a file; it never outlives this one. */
final class JavaProcess implements AutoCloseable {

    private static final Duration END = Duration.ofMinutes(1);
    private static final int LAST_LINES = 40;

    private final String name;
    private final Path log;
    private final Process process;
    private final Thread atExit;

    private JavaProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.atExit = new Thread(process::destroyForcibly, "end-" + name);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a JVM of the same Java as this one.
     *
     * @param name name for people and of the log file
     * @param arguments what follows {@code java}
     * @param environment variables on top of this process' own, of which those of the system under
     *     test ({@code CV_*}, {@code FLINK_*}) are left out
     * @param logs folder for its output
     */
    static JavaProcess start(
            String name, List<String> arguments, Map<String, String> environment, Path logs) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path log = logs.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .directory(logs.toFile());
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("CV_") || variable.startsWith("FLINK_"));
        builder.environment().putAll(environment);
        try {
            return new JavaProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGKILL and returns when the process is gone. */
    void kill9() {
        process.destroyForcibly();
        awaitEnd(END);
    }

    /**
     * Waits for the process to end by itself.
     *
     * @return its exit code
     * @throws AssertionError when it does not
     */
    int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(name + " still runs\n" + lastWords());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + name, e);
        }
    }

    /** All that it wrote so far. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Name, state and last lines of its output. */
    String lastWords() {
        List<String> lines = output().lines().toList();
        int first = Math.max(0, lines.size() - LAST_LINES);
        String state = isAlive() ? "runs" : "ended with " + process.exitValue();
        return "--- "
                + name
                + " ("
                + state
                + "):\n"
                + String.join("\n", lines.subList(first, lines.size()));
    }

    /** Sends SIGTERM and returns at once. */
    void terminate() {
        process.destroy();
    }

    /** Ends it, by SIGKILL if SIGTERM does not do. */
    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
