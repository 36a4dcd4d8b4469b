package ke.co.datacraft.cv.bridge.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A body that must come at some speed, so that a client which trickles it does not hold a thread
 * for hours. Only the time spent waiting for the client counts, and the first seconds are free.
 */
final class SteadyInputStream extends FilterInputStream {

    private static final long GRACE = TimeUnit.SECONDS.toNanos(10);

    private final int minBytesPerSecond;
    private final LongSupplier nanos;
    private long waited;
    private long bytes;

    /**
     * @param in the body
     * @param minBytesPerSecond on average; 0 for any speed
     * @param nanos {@link System#nanoTime()}, or what stands for it
     */
    SteadyInputStream(InputStream in, int minBytesPerSecond, LongSupplier nanos) {
        super(in);
        this.minBytesPerSecond = minBytesPerSecond;
        this.nanos = nanos;
    }

    @Override
    public int read() throws IOException {
        long begin = nanos.getAsLong();
        int value = super.read();
        check(begin, value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long begin = nanos.getAsLong();
        int count = super.read(buffer, offset, length);
        check(begin, Math.max(0, count));
        return count;
    }

    private void check(long begin, int count) {
        waited += nanos.getAsLong() - begin;
        bytes += count;
        double expected = (double) waited / TimeUnit.SECONDS.toNanos(1) * minBytesPerSecond;
        if (count > 0 && waited > GRACE && bytes < expected) {
            throw new ApiError(
                            ErrorCode.INVALID_REQUEST,
                            "The body comes with fewer than %d bytes per second"
                                    .formatted(minBytesPerSecond))
                    .cure("Send it faster, or lower CV_API_MIN_BYTES_PER_SECOND");
        }
    }
}
