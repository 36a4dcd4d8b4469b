package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A web service as a process of its own, whose CPU and memory are measured from outside. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int OK = 200;

    private final Process process;
    private final int port;
    private final long startedAt = System.nanoTime();

    private ServiceProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param command program and arguments
     * @param folder where it runs
     * @param variables its environment beside ours
     * @param port that it was told to listen on
     * @param log what it says
     */
    static ServiceProcess start(
            List<String> command, Path folder, Map<String, String> variables, int port, Path log)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(variables);
        return new ServiceProcess(builder.start(), port);
    }

    /**
     * Waits until {@code /ready} answers 200.
     *
     * @return seconds since the start
     * @throws IOException when it ends or takes a minute
     */
    double awaitReady() throws IOException {
        while (System.nanoTime() - startedAt < PATIENCE.toNanos()) {
            if (!process.isAlive()) {
                throw new IOException("it ended with " + process.exitValue());
            }
            if (isReady()) {
                return (System.nanoTime() - startedAt) / 1e9;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new IOException("it is not ready after " + PATIENCE.toSeconds() + " s");
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + "/ready")
                                    .toURL()
                                    .openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** CPU seconds so far. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** Resident memory in MiB. */
    double residentMegabytes() {
        return ResidentMemory.megabytes(Path.of("/proc", Long.toString(process.pid()), "status"));
    }

    /** What it said. */
    static String said(Path log) throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
