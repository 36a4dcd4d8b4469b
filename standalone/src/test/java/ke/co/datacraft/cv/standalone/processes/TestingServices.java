package ke.co.datacraft.cv.standalone.processes;

import java.io.IOException;
import java.nio.file.Path;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedKafka;
import ke.co.datacraft.cv.standalone.services.EmbeddedPostgres;
import ke.co.datacraft.cv.standalone.services.EmbeddedRedis;

/** Kafka, PostgreSQL and Redis, and a folder with the model of known findings. */
final class TestingServices implements AutoCloseable {

    private final DataFolder data;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final Path models;

    private TestingServices(Path folder) throws IOException {
        this.data = DataFolder.open(folder);
        this.kafka = new EmbeddedKafka(data, new Topics(Topics.DEFAULT_PREFIX));
        this.postgres = new EmbeddedPostgres(data);
        this.redis = new EmbeddedRedis(data);
        this.models = data.folder("models");
        TestingDetector.write(models);
    }

    /** Starts all. */
    static TestingServices start(Path folder) throws IOException {
        TestingServices services = new TestingServices(folder);
        try {
            services.kafka.start();
            services.postgres.start();
            services.redis.start();
            return services;
        } catch (RuntimeException | Error failure) {
            services.close();
            throw failure;
        }
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    String databaseUrl() {
        return postgres.url();
    }

    /**
     * URL of one of Redis' databases.
     *
     * @param number 0 to 15
     */
    String redisUrl(int number) {
        return "redis://127.0.0.1:" + redis.port() + "/" + number;
    }

    Path models() {
        return models;
    }

    @Override
    public void close() {
        try (data;
                kafka;
                postgres;
                redis) {
            // Each is closed, the last first, whatever the others do.
        }
    }
}
