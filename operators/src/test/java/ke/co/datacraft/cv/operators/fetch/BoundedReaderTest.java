package ke.co.datacraft.cv.operators.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.encryption.EncryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import org.junit.jupiter.api.Test;

class BoundedReaderTest {

    private static final URI PLACE = URI.create("http://host/a.jpg?token=abc");
    private static final int LIMIT = 200_000;
    private static final EncryptionKeys KEYS =
            EncryptionKeys.parse("k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    private final TestingFetcher store = new TestingFetcher();
    private final ByteBudget budget = new ByteBudget(10_000_000);

    private BoundedReader reader(Duration timeout) {
        return new BoundedReader(store, LIMIT, timeout, budget, KEYS);
    }

    private FetchException failure() {
        FetchException failure =
                catchThrowableOfType(
                        FetchException.class,
                        () -> reader(Duration.ofSeconds(20)).read(PLACE, "acme", 1));
        assertThat(failure).isNotNull().hasMessageNotContaining("abc");
        assertThat(budget.used()).isZero();
        return failure;
    }

    private void gives(int size, long length) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 7);
        store.then(() -> new FetchStream(new ByteArrayInputStream(bytes), length, () -> {}));
    }

    @Test
    void readsUpToTheLimit() throws Exception {
        for (int size : new int[] {1, 65_536, 65_537, LIMIT}) {
            for (long length : new long[] {size, -1}) {
                TestingFetcher fresh = new TestingFetcher();
                byte[] bytes = new byte[size];
                bytes[size - 1] = 9;
                fresh.then(
                        () -> new FetchStream(new ByteArrayInputStream(bytes), length, () -> {}));
                BoundedReader reader =
                        new BoundedReader(fresh, LIMIT, Duration.ofSeconds(20), budget, KEYS);
                try (FetchedBytes fetched = reader.read(PLACE, "acme", 2)) {
                    assertThat(fetched.bytes()).isEqualTo(bytes);
                    assertThat(fetched.attempts()).isEqualTo(2);
                    assertThat(budget.used()).isEqualTo(size);
                }
                assertThat(budget.used()).isZero();
            }
        }
    }

    @Test
    void refusesWhatIsTooLarge() {
        gives(10, LIMIT + 1L);
        FetchException told = failure();
        assertThat(told.reason()).isEqualTo(ReasonCode.FILE_TOO_LARGE);
        assertThat(told)
                .hasMessageContaining("0.19 MB")
                .hasMessageContaining("CV_MAX_FILE_SIZE_MB");
    }

    @Test
    void refusesWhatTurnsOutTooLarge() {
        gives(LIMIT + 1, -1);
        assertThat(failure().reason()).isEqualTo(ReasonCode.FILE_TOO_LARGE);
    }

    @Test
    void refusesWhatIsEmpty() {
        gives(0, 0);
        assertThat(failure().reason()).isEqualTo(ReasonCode.EMPTY_FILE);
    }

    @Test
    void refusesWhatTurnsOutEmpty() {
        gives(0, -1);
        assertThat(failure().reason()).isEqualTo(ReasonCode.EMPTY_FILE);
    }

    @Test
    void noticesWhatIsCutOff() {
        gives(10, 20);
        FetchException failure = failure();
        assertThat(failure.mayPass()).isTrue();
        assertThat(failure).hasMessageContaining("10 of 20 bytes");
    }

    @Test
    void endsAReadThatHangs() {
        CountDownLatch aborted = new CountDownLatch(1);
        InputStream hanging =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        try {
                            aborted.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        throw new IOException("closed");
                    }
                };
        store.then(() -> new FetchStream(hanging, -1, aborted::countDown));

        FetchException failure =
                catchThrowableOfType(
                        FetchException.class,
                        () -> reader(Duration.ofMillis(50)).read(PLACE, "acme", 1));

        assertThat(failure.reason()).isEqualTo(ReasonCode.FETCH_FAILED);
        assertThat(failure.mayPass()).isTrue();
        assertThat(failure).hasMessageContaining("CV_FETCH_REQUEST_TIMEOUT_SECONDS");
        assertThat(budget.used()).isZero();
    }

    private static byte[] encrypted(int size, String tenantId) throws IOException {
        byte[] plain = new byte[size];
        Arrays.fill(plain, (byte) 7);
        try (InputStream stream =
                new EncryptingInputStream(new ByteArrayInputStream(plain), KEYS, tenantId)) {
            return stream.readAllBytes();
        }
    }

    private void stores(byte[] stored, long length) {
        store.only(() -> new FetchStream(new ByteArrayInputStream(stored), length, () -> {}));
    }

    @Test
    void decryptsUpToTheLimit() throws Exception {
        for (int size : new int[] {1, 65_536, 65_537, LIMIT}) {
            byte[] stored = encrypted(size, "acme");
            for (long length : new long[] {stored.length, -1}) {
                TestingFetcher fresh = new TestingFetcher();
                fresh.then(
                        () -> new FetchStream(new ByteArrayInputStream(stored), length, () -> {}));
                BoundedReader reader =
                        new BoundedReader(fresh, LIMIT, Duration.ofSeconds(20), budget, KEYS);
                try (FetchedBytes fetched = reader.read(PLACE, "acme", 1)) {
                    assertThat(fetched.bytes()).hasSize(size).containsOnly(7);
                    assertThat(budget.used()).isEqualTo(size);
                }
            }
        }
    }

    @Test
    void theLimitCountsPlainBytesToo() throws Exception {
        byte[] stored = encrypted(LIMIT + 1, "acme");
        stores(stored, stored.length);
        assertThat(failure().reason()).isEqualTo(ReasonCode.FILE_TOO_LARGE);
        stores(stored, -1);
        assertThat(failure().reason()).isEqualTo(ReasonCode.FILE_TOO_LARGE);
    }

    @Test
    void anEncryptedFileOfNothingIsEmpty() throws Exception {
        byte[] stored = encrypted(0, "acme");
        stores(stored, stored.length);
        assertThat(failure().reason()).isEqualTo(ReasonCode.EMPTY_FILE);
        stores(stored, -1);
        assertThat(failure().reason()).isEqualTo(ReasonCode.EMPTY_FILE);
    }

    @Test
    void whatCannotBeDecryptedNamesKeyAndCure() throws Exception {
        byte[] altered = encrypted(1000, "acme");
        altered[500] ^= 1;
        byte[] ofAnother = encrypted(1000, "other");
        byte[] cut = Arrays.copyOf(encrypted(1000, "acme"), 900);
        for (byte[] stored : new byte[][] {altered, ofAnother, cut}) {
            stores(stored, stored.length);
            FetchException failure = failure();
            assertThat(failure.reason()).isEqualTo(ReasonCode.DECRYPTION_FAILED);
            assertThat(failure.mayPass()).isFalse();
            assertThat(failure).hasMessageContaining("'k1'").hasMessageContaining("backup");
        }
    }

    @Test
    void aFileOfAnUnknownKeyNamesItAndTheCure() throws Exception {
        byte[] stored = encrypted(1000, "acme");
        stores(stored, stored.length);
        BoundedReader reader =
                new BoundedReader(
                        store, LIMIT, Duration.ofSeconds(20), budget, EncryptionKeys.NONE);

        FetchException failure =
                catchThrowableOfType(FetchException.class, () -> reader.read(PLACE, "acme", 1));

        assertThat(failure.reason()).isEqualTo(ReasonCode.DECRYPTION_FAILED);
        assertThat(failure)
                .hasMessageContaining("'k1'")
                .hasMessageContaining("CV_ENCRYPTION_KEY")
                .hasMessageNotContaining("abc");
        assertThat(budget.used()).isZero();
    }

    /** The connection broke; what is stored may well be whole. */
    @Test
    void anEncryptedFileThatIsCutOffOnItsWayMayPass() throws Exception {
        byte[] stored = encrypted(100_000, "acme");
        for (int length : new int[] {20, 1000, 70_000}) {
            stores(Arrays.copyOf(stored, length), stored.length);
            FetchException failure = failure();
            assertThat(failure.reason()).isEqualTo(ReasonCode.FETCH_FAILED);
            assertThat(failure.mayPass()).isTrue();
        }
    }
}
