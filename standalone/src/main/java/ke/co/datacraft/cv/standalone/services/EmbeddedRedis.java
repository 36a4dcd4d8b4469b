package ke.co.datacraft.cv.standalone.services;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.RedisClient;
import redis.embedded.RedisExecProvider;

/** Redis 7 as a child process; its data is saved on a clean stop and every minute. */
public final class EmbeddedRedis implements EmbeddedService {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Path pidFile;
    private final Path log;
    private final int port = Ports.free();
    private ChildProcess process;

    /**
     * @param data data folder of the stack
     */
    public EmbeddedRedis(DataFolder data) {
        this.folder = data.folder("redis");
        this.pidFile = data.run().resolve("redis.pid");
        this.log = data.logs().resolve("redis.log");
    }

    @Override
    public String name() {
        return "Redis";
    }

    /** Port on 127.0.0.1; the same for every start of this object. */
    public int port() {
        return port;
    }

    /** URL of its only database. */
    public String url() {
        return "redis://127.0.0.1:" + port + "/0";
    }

    @Override
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        try {
            Path program = program();
            ChildProcess.endLeftOver(pidFile, program);
            process = ChildProcess.start(command(program), log, pidFile);
        } catch (IOException e) {
            throw new ServiceException(
                    "Cannot start Redis in " + folder + ": " + e.getMessage(), e);
        }
        if (!Waiting.until(PATIENCE, () -> !process.isAlive() || answers()) || !process.isAlive()) {
            String words = process.lastWords();
            close();
            throw new ServiceException("Redis did not come up, see " + log + ": " + words);
        }
    }

    @Override
    public synchronized void close() {
        if (process == null) {
            return;
        }
        process.signal("TERM");
        try {
            process.awaitEnd();
        } catch (IOException e) {
            throw new ServiceException("Cannot stop Redis: " + e.getMessage(), e);
        } finally {
            process = null;
        }
    }

    private boolean answers() {
        try (RedisClient client = RedisClient.create("127.0.0.1", port)) {
            return "PONG".equals(client.ping());
        }
    }

    private Path program() throws IOException {
        Path program = folder.resolve("redis-server");
        if (!Files.exists(program)) {
            File extracted = RedisExecProvider.defaultProvider().get();
            Path fresh = folder.resolve("redis-server.new");
            copy(extracted.toPath(), fresh);
            Files.delete(extracted.toPath());
            if (!fresh.toFile().setExecutable(true, true)) {
                throw new IOException("cannot make " + fresh + " executable");
            }
            Files.move(fresh, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }

    /**
     * Copies by a process of its own: a file that this process has open for writing is open for a
     * moment in every child that another thread starts meanwhile, and Linux runs no such program.
     */
    private static void copy(Path from, Path to) throws IOException {
        Process copy =
                new ProcessBuilder("cp", from.toString(), to.toString())
                        .redirectErrorStream(true)
                        .start();
        try (InputStream output = copy.getInputStream()) {
            String words = new String(output.readAllBytes(), StandardCharsets.UTF_8).trim();
            if (copy.waitFor() != 0) {
                throw new IOException("cannot copy " + from + ": " + words);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while copying " + from, e);
        }
    }

    private List<String> command(Path program) {
        // The title keeps the path in the process list, by which a left-over is known.
        return List.of(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "60 1",
                "--set-proc-title",
                "no",
                "--daemonize",
                "no");
    }
}
