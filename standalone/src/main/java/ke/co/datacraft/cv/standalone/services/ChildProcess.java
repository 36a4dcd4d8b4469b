package ke.co.datacraft.cv.standalone.services;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A server that runs as a process of its own. Its process id is kept in a file, so that the next
 * start can end what a killed run left behind.
 */
final class ChildProcess {

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Duration END = Duration.ofSeconds(20);

    private final Process process;
    private final Path pidFile;
    private final Path log;

    private ChildProcess(Process process, Path pidFile, Path log) {
        this.process = process;
        this.pidFile = pidFile;
        this.log = log;
    }

    /**
     * Starts a program in a session of its own, so that Ctrl-C in the terminal reaches only this
     * process, which then stops its servers in order.
     *
     * @param command program and arguments
     * @param log file that gets its output
     * @param pidFile file for its process id
     */
    static ChildProcess start(List<String> command, Path log, Path pidFile) throws IOException {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            line.add(SETSID.toString());
        }
        line.addAll(command);
        Files.createDirectories(log.getParent());
        Files.createDirectories(pidFile.getParent());
        Process process =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        Files.writeString(pidFile, Long.toString(process.pid()));
        return new ChildProcess(process, pidFile, log);
    }

    /**
     * Ends what a killed run left behind: the process in the file, if it still is the given
     * program.
     *
     * @param program real path of the program
     */
    static void endLeftOver(Path pidFile, Path program) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readString(pidFile).strip();
        if (pid.matches("\\d{1,18}")) {
            Optional<ProcessHandle> handle =
                    ProcessHandle.of(Long.parseLong(pid)).filter(p -> runs(p, program));
            if (handle.isPresent()) {
                handle.get().destroy();
                if (!Waiting.until(END, () -> !handle.get().isAlive())) {
                    handle.get().destroyForcibly();
                    Waiting.until(END, () -> !handle.get().isAlive());
                }
            }
        }
        Files.deleteIfExists(pidFile);
    }

    /** Process ids are used again, so the program's path decides. */
    private static boolean runs(ProcessHandle process, Path program) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            if (Files.exists(commandLine)) {
                return Files.readString(commandLine).contains(program.toString());
            }
        } catch (IOException ended) {
            return false;
        }
        return process.info().command().map(program.toString()::equals).orElse(false);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a signal, such as {@code INT}. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end; kills after 20 s. */
    void awaitEnd() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(END.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
            process.destroyForcibly();
        }
        Files.deleteIfExists(pidFile);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last lines that the program wrote. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "nothing in " + log;
        }
    }
}
