package ke.co.datacraft.cv.bridge.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.Migrator;
import redis.embedded.RedisServer;

/**
 * PostgreSQL with the tables of this release, Redis and Kafka. {@link #shared()} ones serve every
 * test of the process and must stay up; a test that stops services makes its own.
 */
public final class TestingServices implements AutoCloseable {

    private static TestingServices shared;

    private final Path folder;
    private final int postgresPort = TestingKafka.freePort();
    private final int redisPort = TestingKafka.freePort();
    private final TestingKafka kafka;
    private EmbeddedPostgres postgres;
    private RedisServer redis;

    private TestingServices() throws IOException {
        folder = Files.createTempDirectory("cv-bridge-test");
        kafka = new TestingKafka(Files.createDirectory(folder.resolve("kafka")));
    }

    /** Services for all, which end with the process. */
    public static synchronized TestingServices shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** Services for one test that may stop them. */
    public static TestingServices start() {
        try {
            TestingServices services = new TestingServices();
            services.startPostgres();
            services.startRedis();
            services.kafka.start();
            new Migrator(DatabaseSettings.of(DatabaseUrl.parse(services.databaseUrl()))).migrate();
            return services;
        } catch (Exception e) {
            throw new IllegalStateException("The services do not start", e);
        }
    }

    /** Variables with which a bridge reaches them. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("CV_DATABASE_URL", databaseUrl());
        variables.put("CV_REDIS_URL", "redis://127.0.0.1:" + redisPort + "/0");
        variables.put("CV_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        variables.put("CV_STORAGE_BACKEND", "filesystem");
        variables.put("CV_STORAGE_PATH", folder.resolve("storage").toString());
        return variables;
    }

    /** PostgreSQL, as its superuser. */
    public String databaseUrl() {
        return "postgresql://postgres@127.0.0.1:" + postgresPort + "/postgres";
    }

    /** Port of Redis. */
    public int redisPort() {
        return redisPort;
    }

    /** Kafka, to stop and start. */
    public TestingKafka kafka() {
        return kafka;
    }

    /** Folder of the stored files. */
    public Path storage() {
        return folder.resolve("storage");
    }

    /** Starts PostgreSQL on its data. */
    public void startPostgres() throws IOException {
        postgres =
                EmbeddedPostgres.builder()
                        .setPort(postgresPort)
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                        .setDataDirectory(folder.resolve("postgres"))
                        .setServerConfig("fsync", "off")
                        .start();
    }

    /** Stops PostgreSQL; its data stays. */
    public void stopPostgres() throws IOException {
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
    }

    /** Starts Redis, empty. */
    public void startRedis() throws IOException {
        redis =
                RedisServer.builder()
                        .port(redisPort)
                        .setting("bind 127.0.0.1")
                        .setting("save \"\"")
                        .build();
        redis.start();
    }

    /** Stops Redis; what it held is lost. */
    public void stopRedis() throws IOException {
        if (redis != null) {
            redis.stop();
            redis = null;
        }
    }

    @Override
    public void close() {
        try {
            kafka.stop();
            stopRedis();
            stopPostgres();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
