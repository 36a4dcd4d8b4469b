package ke.co.datacraft.cv.operators.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3FetcherITCase {

    private static final byte[] PICTURE = "picture".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "a-secret-access-key";

    private final ByteBudget budget = new ByteBudget(1_000_000);
    private TestingServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestingServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private byte[] read(String endpoint, String uri, Duration timeout) throws Exception {
        S3Settings settings = new S3Settings(endpoint, null, "key-id", SECRET);
        try (S3Fetcher fetcher = new S3Fetcher(settings, Duration.ofSeconds(20), timeout)) {
            BoundedReader reader =
                    new BoundedReader(fetcher, 1000, timeout, budget, EncryptionKeys.NONE);
            try (FetchedBytes bytes = reader.read(URI.create(uri), "acme", 1)) {
                return bytes.bytes();
            }
        }
    }

    private FetchException failure(String endpoint, String uri, Duration timeout) {
        FetchException failure =
                catchThrowableOfType(FetchException.class, () -> read(endpoint, uri, timeout));
        assertThat(failure).as(uri).isNotNull().hasMessageNotContaining(SECRET);
        assertThat(budget.used()).isZero();
        return failure;
    }

    private FetchException failure(String uri) {
        return failure(server.address(), uri, Duration.ofSeconds(20));
    }

    @Test
    void readsAnObjectInPathStyle() throws Exception {
        server.at("/", 200, PICTURE);

        byte[] bytes = read(server.address(), "s3://bucket/a%20b/c%3F.jpg", Duration.ofSeconds(20));

        assertThat(bytes).isEqualTo(PICTURE);
        assertThat(server.requests()).containsExactly("GET /bucket/a%20b/c%3F.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, NOT_FOUND, false",
        "404, NoSuchBucket, NOT_FOUND, false",
        "403, AccessDenied, ACCESS_DENIED, false",
        "403, SignatureDoesNotMatch, ACCESS_DENIED, false",
        "400, InvalidRequest, FETCH_FAILED, false",
        "301, PermanentRedirect, FETCH_FAILED, false",
        "503, SlowDown, FETCH_FAILED, true",
        "500, InternalError, FETCH_FAILED, true"
    })
    void mapsTheAnswer(int status, String code, ReasonCode reason, boolean mayPass) {
        String xml =
                "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>m</Message></Error>"
                        .formatted(code);
        server.at("/", status, xml.getBytes(StandardCharsets.UTF_8));

        FetchException failure = failure("s3://bucket/a.jpg");

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.mayPass()).isEqualTo(mayPass);
        assertThat(failure).hasMessageContaining("s3://bucket/a.jpg").hasMessageContaining(code);
        assertThat(server.requests()).as("retries are not the client's").hasSize(1);
    }

    @Test
    void keepsTheLimits() {
        server.at("/bucket/large", 200, new byte[1001]);
        server.at("/bucket/empty", 200, new byte[0]);

        assertThat(failure("s3://bucket/large").reason()).isEqualTo(ReasonCode.FILE_TOO_LARGE);
        assertThat(failure("s3://bucket/empty").reason()).isEqualTo(ReasonCode.EMPTY_FILE);
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() {
        CountDownLatch end = new CountDownLatch(1);
        server.at(
                "/",
                exchange -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });

        FetchException failure =
                failure(server.address(), "s3://bucket/a.jpg", Duration.ofMillis(300));
        end.countDown();

        assertThat(failure.reason()).isEqualTo(ReasonCode.FETCH_FAILED);
        assertThat(failure.mayPass()).isTrue();
    }

    @Test
    void noServerMayPass() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        FetchException failure =
                failure("http://127.0.0.1:" + port, "s3://bucket/a.jpg", Duration.ofSeconds(20));

        assertThat(failure.mayPass()).isTrue();
        assertThat(failure).hasMessageContaining("CV_S3_ENDPOINT_URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:bucket/a.jpg",
                "s3:///a.jpg",
                "s3://bucket",
                "s3://bucket/",
                "s3://bucket/a.jpg?versionId=1",
                "s3://bucket/a#b.jpg",
                "s3://user:secret@bucket/a.jpg",
                "s3://bucket:80/a.jpg"
            })
    void refusesWhatNamesNoObject(String uri) {
        assertThat(failure(uri).reason()).isEqualTo(ReasonCode.INVALID_FIELD);
        assertThat(server.requests()).isEmpty();
    }
}
