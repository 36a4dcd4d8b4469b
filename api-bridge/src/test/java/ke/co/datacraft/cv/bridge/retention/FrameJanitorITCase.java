package ke.co.datacraft.cv.bridge.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.settings.RetentionSettings;
import ke.co.datacraft.cv.bridge.storage.FolderObjectStorage;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.bridge.storage.S3ObjectStorage;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.FrameNames;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames of sources in a folder and in a bucket, of which both are folders of the test. */
class FrameJanitorITCase {

    private static final Instant NOW = Instant.parse("2026-03-01T12:30:00Z");
    private static final RetentionSettings SETTINGS =
            new RetentionSettings(Duration.ofDays(1), Duration.ofDays(30), Duration.ofMinutes(1));
    private static final String BUCKET = "frames";

    @TempDir private static Path folder;
    private static TestingServices services;
    private static Database database;
    private static S3Proxy proxy;
    private static Map<Kind, ObjectStorage> storages;

    private final String tenant = TestingBridge.tenant() + "/x";

    /** Where frames are. */
    enum Kind {
        FOLDER,
        BUCKET
    }

    @BeforeAll
    static void start() throws Exception {
        services = TestingServices.shared();
        database = new Database(BridgeSettings.read(services.variables()).database());
        Files.createDirectory(folder.resolve(BUCKET));
        proxy =
                S3Proxy.builder()
                        .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "cv", "secret")
                        .build();
        proxy.start();
        storages =
                Map.of(
                        Kind.FOLDER,
                        new FolderObjectStorage(folder.resolve("plain")),
                        Kind.BUCKET,
                        new S3ObjectStorage(
                                BridgeSettings.read(
                                                Map.of(
                                                        "CV_STORAGE_BACKEND",
                                                        "s3",
                                                        "CV_S3_BUCKET",
                                                        BUCKET,
                                                        "CV_S3_ENDPOINT_URL",
                                                        "http://127.0.0.1:" + proxy.getPort(),
                                                        "CV_S3_ACCESS_KEY_ID",
                                                        "cv",
                                                        "CV_S3_SECRET_ACCESS_KEY",
                                                        "secret"))
                                        .storage()));
    }

    @AfterAll
    static void stop() throws Exception {
        storages.values().forEach(ObjectStorage::close);
        proxy.stop();
        database.close();
    }

    private static Path root(Kind kind) {
        return folder.resolve(kind == Kind.FOLDER ? "plain" : BUCKET);
    }

    private String frame(Kind kind, String source, Instant taken, Instant written)
            throws IOException {
        return stored(kind, FrameNames.frame(tenant, source, taken), written);
    }

    private String evidence(Kind kind, String source, Instant taken, Instant written)
            throws IOException {
        return stored(kind, FrameNames.evidence(tenant, source, taken, UUID.randomUUID()), written);
    }

    private static String stored(Kind kind, String key, Instant written) throws IOException {
        storages.get(kind).put(key, new ByteArrayInputStream(new byte[] {1}));
        Files.setLastModifiedTime(root(kind).resolve(key), FileTime.from(written));
        return key;
    }

    private static Instant ago(Duration age) {
        return NOW.minus(age);
    }

    private void define(String source, String retention) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:"
                                        + services.databaseUrl().replace("postgres@", "")
                                        + "?user=postgres");
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO cv.sources (tenant_id, id, name, kind, enabled,"
                                        + " definition, version, created_by, updated_by) VALUES"
                                        + " (?, ?, 'x', 'rtsp', true, ?::jsonb, 1, 'a', 'a')")) {
            insert.setString(1, tenant);
            insert.setString(2, source);
            insert.setString(3, "{" + retention + "}");
            insert.executeUpdate();
        }
    }

    private List<String> left(Kind kind) throws IOException {
        Path root = root(kind);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(key -> key.startsWith("tenants/" + tenant.replace("/", "!2F") + "/"))
                    .sorted()
                    .toList();
        }
    }

    private static int sweep(Kind kind, Instant now, PrometheusRegistry registry)
            throws IOException {
        try (FrameJanitor janitor =
                new FrameJanitor(database, storages.get(kind), SETTINGS, registry)) {
            return janitor.sweep(now);
        }
    }

    private static int sweep(Kind kind, Instant now) throws IOException {
        return sweep(kind, now, new PrometheusRegistry());
    }

    private static List<String> sorted(String... keys) {
        return Stream.of(keys).sorted().toList();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void framesOfASourceThatIsGoneGoByTheHourAndEvidenceStaysForLonger(Kind kind)
            throws IOException {
        Duration day = Duration.ofDays(1);
        for (int hours = 25; hours < 60; hours++) {
            Instant at = ago(Duration.ofHours(hours));
            frame(kind, "gone", at, at);
        }
        // Its hour was not over a day ago.
        String cut = frame(kind, "gone", ago(day.plusMinutes(20)), ago(day.plusMinutes(20)));
        String young = frame(kind, "gone", ago(Duration.ofHours(3)), ago(Duration.ofHours(3)));
        String seen = evidence(kind, "gone", ago(day.multipliedBy(29)), ago(day.multipliedBy(29)));
        evidence(kind, "gone", ago(day.multipliedBy(31)), ago(day.multipliedBy(31)));
        String upload =
                stored(
                        kind,
                        "tenants/" + tenant.replace("/", "!2F") + "/uploads/2020/01/01/x",
                        Instant.EPOCH);
        PrometheusRegistry registry = new PrometheusRegistry();

        assertThat(sweep(kind, NOW, registry)).isEqualTo(36);

        assertThat(left(kind)).isEqualTo(sorted(cut, young, seen, upload));
        assertThat(sweep(kind, NOW)).isZero();
        assertThat(
                        registry.scrape(name -> name.equals("cv_bridge_frames_removed")).stream()
                                .flatMap(metric -> metric.getDataPoints().stream())
                                .map(
                                        point ->
                                                point.getLabels()
                                                        + "="
                                                        + ((io.prometheus.metrics.model.snapshots
                                                                                .CounterSnapshot
                                                                                .CounterDataPointSnapshot)
                                                                        point)
                                                                .getValue()))
                .containsExactlyInAnyOrder("{kind=\"frames\"}=35.0", "{kind=\"evidence\"}=1.0");
        // Nothing is left for ever.
        sweep(kind, NOW.plus(Duration.ofDays(60)));
        assertThat(left(kind)).containsExactly(upload);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSourceSaysItselfHowLong(Kind kind) throws Exception {
        define("long", "\"retention\": {\"frame_seconds\": 864000, \"event_frame_seconds\": 3600}");
        define("short", "\"retention\": {\"frame_seconds\": 3600}");
        define("silent", "\"retention\": null");
        Instant old = ago(Duration.ofDays(5));
        String kept = frame(kind, "long", old, old);
        evidence(kind, "long", old, old);
        frame(kind, "short", ago(Duration.ofHours(3)), ago(Duration.ofHours(3)));
        String seen = evidence(kind, "short", old, old);
        frame(kind, "silent", old, old);

        assertThat(sweep(kind, NOW)).isEqualTo(3);

        assertThat(left(kind)).isEqualTo(sorted(kept, seen));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void picturesOfLongAgoAreKeptFromWhenTheyWereStored(Kind kind) throws IOException {
        Instant written = ago(Duration.ofHours(2));
        String old = frame(kind, "folder", Instant.parse("2019-05-05T05:05:05Z"), written);

        assertThat(sweep(kind, NOW)).isZero();
        assertThat(left(kind)).containsExactly(old);
        assertThat(sweep(kind, NOW.plus(Duration.ofDays(1)))).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aClockThatIsAheadKeepsNothingForEver(Kind kind) throws IOException {
        Instant old = ago(Duration.ofDays(2));
        frame(kind, "ahead", Instant.parse("2031-01-01T00:00:00Z"), old);
        frame(kind, "ahead", NOW.plus(Duration.ofHours(2)), old);
        String now = frame(kind, "ahead", NOW.plus(Duration.ofHours(2)).plusMillis(1), NOW);

        assertThat(sweep(kind, NOW)).isEqualTo(2);
        assertThat(left(kind)).containsExactly(now);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void withoutTheDefinitionsNothingGoes(Kind kind) throws IOException {
        Instant old = ago(Duration.ofDays(99));
        String key = frame(kind, "any", old, old);
        try (Database away =
                        new Database(
                                BridgeSettings.read(
                                                Map.of(
                                                        "CV_DATABASE_URL",
                                                        "postgresql://x@127.0.0.1:1/x",
                                                        "CV_DATABASE_TIMEOUT_SECONDS",
                                                        "1"))
                                        .database());
                FrameJanitor janitor =
                        new FrameJanitor(
                                away, storages.get(kind), SETTINGS, new PrometheusRegistry())) {
            assertThatThrownBy(() -> janitor.sweep(NOW)).isInstanceOf(ApiError.class);
        }

        assertThat(left(kind)).containsExactly(key);
    }
}
