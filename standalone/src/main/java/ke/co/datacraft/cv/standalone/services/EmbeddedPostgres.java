package ke.co.datacraft.cv.standalone.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL 18 as a child process, with one database and one user. */
public final class EmbeddedPostgres implements EmbeddedService {

    private static final String USER = "cv";
    private static final String DATABASE = "computer_vision";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path wanted;
    private final Path pidFile;
    private final Path log;
    private final int port = Ports.free();
    private Path folder;
    private String password;
    private ChildProcess process;

    /**
     * @param data data folder of the stack
     */
    public EmbeddedPostgres(DataFolder data) {
        this.wanted = data.folder("postgresql");
        this.folder = wanted;
        this.pidFile = data.run().resolve("postgres.pid");
        this.log = data.logs().resolve("postgresql.log");
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    /** {@code postgresql://user:password@127.0.0.1:port/database}; known after the first start. */
    public String url() {
        return "postgresql://" + USER + ":" + password + "@127.0.0.1:" + port + "/" + DATABASE;
    }

    @Override
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        try {
            PostgresUser user = PostgresUser.find();
            folder = user.reachable(wanted);
            password = Secret.keptIn(folder.resolve("password"));
            PostgresBinaries.unpack(folder.resolve("program"));
            ChildProcess.endLeftOver(pidFile, program("postgres"));
            initialise(user);
            process = ChildProcess.start(serverCommand(user), log, pidFile);
        } catch (IOException e) {
            throw new ServiceException(
                    "Cannot start PostgreSQL in " + folder + ": " + e.getMessage(), e);
        }
        if (!Waiting.until(PATIENCE, () -> !process.isAlive() || prepareDatabase())
                || !process.isAlive()) {
            String words = process.lastWords();
            close();
            throw new ServiceException("PostgreSQL did not come up, see " + log + ": " + words);
        }
    }

    @Override
    public synchronized void close() {
        if (process == null) {
            return;
        }
        // PostgreSQL's fast shutdown: ends connections, then leaves in order.
        process.signal("INT");
        try {
            process.awaitEnd();
        } catch (IOException e) {
            throw new ServiceException("Cannot stop PostgreSQL: " + e.getMessage(), e);
        } finally {
            process = null;
        }
    }

    private Path program(String name) {
        return folder.resolve("program/bin").resolve(name);
    }

    private void initialise(PostgresUser user) throws IOException {
        Path data = folder.resolve("data");
        if (Files.exists(data.resolve("PG_VERSION")) && Files.exists(folder.resolve("ready"))) {
            user.own(data);
            return;
        }
        Path passwordFile = folder.resolve("password");
        Trees.delete(data);
        Files.createDirectories(data);
        user.own(folder);
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(
                List.of(
                        program("initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + USER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--no-sync"));
        run(command);
        Files.createFile(folder.resolve("ready"));
    }

    private void run(List<String> command) throws IOException {
        Files.createDirectories(log.getParent());
        Process initdb =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        try {
            if (!initdb.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    || initdb.exitValue() != 0) {
                initdb.destroyForcibly();
                throw new IOException("initdb failed, see " + log);
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private List<String> serverCommand(PostgresUser user) {
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(
                List.of(
                        program("postgres").toString(),
                        "-D",
                        folder.resolve("data").toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "shared_buffers=64MB",
                        "-c",
                        "log_timezone=UTC",
                        "-c",
                        "timezone=UTC"));
        return command;
    }

    private boolean prepareDatabase() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                                USER,
                                password);
                Statement statement = connection.createStatement()) {
            boolean exists =
                    statement
                            .executeQuery(
                                    "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")
                            .next();
            if (!exists) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
            return true;
        }
    }
}
