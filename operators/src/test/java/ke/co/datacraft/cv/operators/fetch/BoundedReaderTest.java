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
import org.junit.jupiter.api.Test;

class BoundedReaderTest {

    private static final URI PLACE = URI.create("http://host/a.jpg?token=abc");
    private static final int LIMIT = 200_000;

    private final TestingFetcher store = new TestingFetcher();
    private final ByteBudget budget = new ByteBudget(10_000_000);

    private BoundedReader reader(Duration timeout) {
        return new BoundedReader(store, LIMIT, timeout, budget);
    }

    private FetchException failure() {
        FetchException failure =
                catchThrowableOfType(
                        FetchException.class, () -> reader(Duration.ofSeconds(20)).read(PLACE, 1));
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
                        new BoundedReader(fresh, LIMIT, Duration.ofSeconds(20), budget);
                try (FetchedBytes fetched = reader.read(PLACE, 2)) {
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
                        FetchException.class, () -> reader(Duration.ofMillis(50)).read(PLACE, 1));

        assertThat(failure.reason()).isEqualTo(ReasonCode.FETCH_FAILED);
        assertThat(failure.mayPass()).isTrue();
        assertThat(failure).hasMessageContaining("CV_FETCH_REQUEST_TIMEOUT_SECONDS");
        assertThat(budget.used()).isZero();
    }
}
