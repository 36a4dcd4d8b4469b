package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.jobs.AnalyticsJob;
import ke.co.datacraft.cv.jobs.AnalyticsSettings;
import ke.co.datacraft.cv.jobs.Environment;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.Migrator;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedStack;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import ke.co.datacraft.cv.standalone.services.FlinkOptions;
import ke.co.datacraft.cv.standalone.services.Waiting;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * AnalyticsJob on embedded services, all on this machine; the results of frames are written at the
 * pace of cameras.
 */
final class AnalyticsJobRun implements AutoCloseable {

    private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double HELD_BACK_SECONDS = 2;
    private static final int PARTS = 3;

    private final EmbeddedStack stack;
    private final Producer<String, byte[]> producer;
    private final URI metrics;

    /**
     * What one run showed.
     *
     * @param framesPerSecond analysed, of all cameras
     * @param lagAtBegin seconds beyond the lateness in the first third, or 0 where none was
     *     analysed
     * @param lagAtEnd likewise in the last third
     * @param cpuMillis CPU of this process per second and camera, in milliseconds
     * @param databaseMillis CPU of PostgreSQL likewise
     */
    record Figures(
            double framesPerSecond,
            double lagAtBegin,
            double lagAtEnd,
            double cpuMillis,
            double databaseMillis) {}

    /** Sum and number of a histogram's observations. */
    private record Delays(double seconds, double frames) {

        double lagSince(Delays before) {
            double count = frames - before.frames;
            return count == 0 ? 0 : (seconds - before.seconds) / count - HELD_BACK_SECONDS;
        }
    }

    AnalyticsJobRun(Path folder, int threads) {
        stack = new EmbeddedStack(DataFolder.open(folder), new FlinkOptions(0, threads, 10));
        stack.start(service -> {});
        Endpoints endpoints = stack.endpoints();
        metrics = URI.create(endpoints.metricsUrl());
        new Migrator(DatabaseSettings.of(DatabaseUrl.parse(endpoints.databaseUrl()))).migrate();
        Map<String, String> variables = new HashMap<>(endpoints.variables());
        variables.put("CV_PARALLELISM", Integer.toString(threads));
        AnalyticsSettings settings = AnalyticsSettings.read(Environment.toConfiguration(variables));
        stack.flink().submit("bench", environment -> AnalyticsJob.build(environment, settings));
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", endpoints.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** The results alone, of cameras that nobody has defined. */
    Figures parse(SimulatedFeeds feeds, int framesPerSecond, int seconds) throws IOException {
        return measure(feeds, framesPerSecond, seconds);
    }

    /** The results of cameras that are defined, and removed afterwards. */
    Figures run(SimulatedFeeds feeds, int framesPerSecond, int seconds) throws IOException {
        feeds.sources().forEach((key, source) -> define(TOPICS.sources(), key, source));
        feeds.zones().forEach((key, zone) -> define(TOPICS.zones(), key, zone));
        producer.flush();
        double before = delays().frames();
        send(feeds, framesPerSecond, framesPerSecond * (int) HELD_BACK_SECONDS * 2);
        Waiting.until(PATIENCE, () -> delays().frames() > before);
        Figures figures = measure(feeds, framesPerSecond, seconds);
        feeds.zones().keySet().forEach(key -> define(TOPICS.zones(), key, null));
        feeds.sources().keySet().forEach(key -> define(TOPICS.sources(), key, null));
        producer.flush();
        return figures;
    }

    private void define(String topic, String key, Object definition) {
        producer.send(
                new ProducerRecord<>(
                        topic, key, definition == null ? null : ContractCodec.toBytes(definition)));
    }

    private Figures measure(SimulatedFeeds feeds, int framesPerSecond, int seconds)
            throws IOException {
        CpuMeter cpu = new CpuMeter();
        long start = System.nanoTime();
        Delays[] delays = new Delays[PARTS + 1];
        delays[0] = delays();
        for (int part = 1; part <= PARTS; part++) {
            send(feeds, framesPerSecond, Math.max(1, framesPerSecond * seconds / PARTS));
            delays[part] = delays();
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        double scale = 1000 / elapsed / feeds.cameras();
        return new Figures(
                (delays[PARTS].frames() - delays[0].frames()) / elapsed,
                delays[1].lagSince(delays[0]),
                delays[PARTS].lagSince(delays[PARTS - 1]),
                cpu.processSeconds() * scale,
                cpu.childSeconds() * scale);
    }

    /** Sends the same number of frames of each camera, spread evenly over time. */
    private void send(SimulatedFeeds feeds, int framesPerSecond, int frames) {
        long start = System.nanoTime();
        double nanosPerFrame = 1e9 / framesPerSecond / feeds.cameras();
        for (int frame = 0; frame < frames; frame++) {
            for (int camera = 0; camera < feeds.cameras(); camera++) {
                long due = start + Math.round((frame * feeds.cameras() + camera) * nanosPerFrame);
                LockSupport.parkNanos(due - System.nanoTime());
                Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
                producer.send(
                        new ProducerRecord<>(
                                TOPICS.results(),
                                feeds.camera(camera),
                                feeds.result(
                                        camera, now.toEpochMilli() * framesPerSecond / 1000, now)));
            }
        }
    }

    private Delays delays() throws IOException {
        try (InputStream body = metrics.toURL().openStream()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Delays(
                    sum(text, "cv_analytics_delay_seconds_sum"),
                    sum(text, "cv_analytics_delay_seconds_count"));
        }
    }

    private static double sum(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        producer.close();
        stack.close();
    }
}
