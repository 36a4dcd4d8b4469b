package ke.co.datacraft.cv.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SteadyInputStreamTest {

    private long now;

    @Test
    void aTrickleEndsAfterTheFirstSeconds() throws IOException {
        InputStream body = new SteadyInputStream(everySecond(1), 2, () -> now);
        for (int second = 0; second < 10; second++) {
            assertThat(body.read()).isEqualTo('x');
        }
        assertThatThrownBy(body::read)
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("fewer than 2 bytes per second");
    }

    @Test
    void aSteadyBodyMayTakeLong() throws IOException {
        InputStream body = new SteadyInputStream(everySecond(2), 2, () -> now);
        assertThat(body.readNBytes(10_000)).hasSize(10_000);
    }

    @Test
    void timeThatTheReaderTakesDoesNotCount() throws IOException {
        InputStream body = new SteadyInputStream(everySecond(2), 2, () -> now);
        for (int i = 0; i < 100; i++) {
            assertThat(body.readNBytes(2)).hasSize(2);
            now += TimeUnit.MINUTES.toNanos(1);
        }
    }

    @Test
    void zeroIsAnySpeed() throws IOException {
        InputStream body = new SteadyInputStream(everySecond(1), 0, () -> now);
        assertThat(body.readNBytes(1000)).hasSize(1000);
    }

    /** A client that sends so many bytes after every second. */
    private InputStream everySecond(int bytes) {
        return new InputStream() {
            @Override
            public int read() {
                now += TimeUnit.SECONDS.toNanos(1);
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (length == 0) {
                    return 0;
                }
                now += TimeUnit.SECONDS.toNanos(1);
                int count = Math.min(bytes, length);
                java.util.Arrays.fill(buffer, offset, offset + count, (byte) 'x');
                return count;
            }
        };
    }
}
