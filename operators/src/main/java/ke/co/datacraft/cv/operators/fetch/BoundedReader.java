package ke.co.datacraft.cv.operators.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.ObjectNames;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.encryption.DecryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.DecryptionException;
import ke.co.datacraft.cv.contracts.encryption.EncryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.operators.fetch.ByteBudget.Reservation;

/**
 * Makes one attempt: opens, waits for room in the budget, reads and decrypts within the limits of
 * size and time. Every store passes through here, so none can forget a limit.
 */
public final class BoundedReader {

    private static final int FIRST_CHUNK = 64 * 1024;
    private static final double MEGABYTE = 1024 * 1024;

    private final Fetcher fetcher;
    private final long maxBytes;
    private final Duration timeout;
    private final ByteBudget budget;
    private final EncryptionKeys keys;
    private final long maxStoredBytes;

    /**
     * @param fetcher where bytes come from
     * @param maxBytes largest file, once it is decrypted
     * @param timeout for one attempt; the wait for the budget does not count
     * @param budget what all fetches of the process share
     * @param keys what decrypts files; those that are not encrypted need none
     */
    public BoundedReader(
            Fetcher fetcher,
            long maxBytes,
            Duration timeout,
            ByteBudget budget,
            EncryptionKeys keys) {
        this.fetcher = fetcher;
        this.maxBytes = maxBytes;
        this.timeout = timeout;
        this.budget = budget;
        this.keys = keys;
        this.maxStoredBytes = EncryptingInputStream.maxStoredLength(maxBytes);
    }

    /**
     * Reads the whole file.
     *
     * @param tenantId whom it belongs to; an encrypted file opens for its tenant only
     * @param attempt number of this attempt, from 1, for the result
     * @return bytes with their reservation, which the caller closes
     * @throws FetchException with {@link ReasonCode#EMPTY_FILE}, {@link ReasonCode#FILE_TOO_LARGE},
     *     {@link ReasonCode#DECRYPTION_FAILED} or what the store says
     * @throws InterruptedException while waiting for the budget
     */
    public FetchedBytes read(URI uri, String tenantId, int attempt)
            throws FetchException, InterruptedException {
        long start = System.nanoTime();
        try (FetchStream stream = fetcher.open(uri)) {
            long openNanos = System.nanoTime() - start;
            checkLength(uri, stream.length(), maxStoredBytes);
            Reservation reservation =
                    budget.acquire(
                            stream.length() < 0 ? maxBytes : Math.min(maxBytes, stream.length()));
            boolean done = false;
            try {
                long readStart = System.nanoTime();
                byte[] bytes = readInTime(uri, tenantId, stream, timeout.toNanos() - openNanos);
                reservation.shrinkTo(bytes.length);
                done = true;
                long nanos = openNanos + System.nanoTime() - readStart;
                return new FetchedBytes(bytes, nanos, attempt, reservation);
            } finally {
                if (!done) {
                    reservation.close();
                }
            }
        } catch (DecryptionException e) {
            throw FetchException.permanent(
                    ReasonCode.DECRYPTION_FAILED,
                    Uris.shown(uri) + " cannot be decrypted: " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw FetchException.passing(
                    Uris.shown(uri) + " broke off while it was read: " + e.getMessage(), e);
        }
    }

    private void checkLength(URI uri, long length, long max) throws FetchException {
        if (length > max) {
            throw tooLarge(uri, "has %.2f MB".formatted(length / MEGABYTE));
        }
        if (length == 0) {
            throw empty(uri);
        }
    }

    private byte[] readInTime(URI uri, String tenantId, FetchStream stream, long nanos)
            throws FetchException, IOException {
        // Sockets only time single reads, so a store that trickles needs somebody to end it.
        CompletableFuture<Void> watch = new CompletableFuture<>();
        CompletableFuture<Void> aborted =
                watch.orTimeout(Math.max(1, nanos), TimeUnit.NANOSECONDS)
                        .whenComplete((ended, late) -> abortIfLate(stream, late));
        try {
            byte[] bytes = readAll(uri, tenantId, stream);
            if (bytes.length == 0) {
                throw empty(uri);
            }
            return bytes;
        } catch (IOException e) {
            if (e instanceof SocketTimeoutException
                    || aborted.isCompletedExceptionally()
                    || watch.isCompletedExceptionally()) {
                throw timedOut(uri, e);
            }
            throw e;
        } finally {
            watch.complete(null);
        }
    }

    private static void abortIfLate(FetchStream stream, Throwable late) {
        if (late != null) {
            stream.abort().run();
        }
    }

    private byte[] readAll(URI uri, String tenantId, FetchStream stream)
            throws FetchException, IOException {
        InputStream whole = new WholeInputStream(stream.body(), stream.length());
        DecryptingInputStream body =
                new DecryptingInputStream(whole, keys, ObjectNames.of(tenantId));
        long length = body.plainLength(stream.length());
        checkLength(uri, length, maxBytes);
        boolean known = length >= 0;
        byte[] bytes = new byte[known ? Math.toIntExact(length) : FIRST_CHUNK];
        int size = 0;
        while (true) {
            if (size == bytes.length) {
                if (known) {
                    break;
                }
                bytes = Arrays.copyOf(bytes, grown(bytes.length));
            }
            int read = body.read(bytes, size, bytes.length - size);
            if (read < 0) {
                break;
            }
            size += read;
            if (size > maxBytes) {
                throw tooLarge(uri, "has more than that");
            }
        }
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private int grown(int length) {
        // One byte beyond the limit is enough to see that a file passes it.
        return (int) Math.min(Math.max(length + 1L, 2L * length), maxBytes + 1);
    }

    private FetchException timedOut(URI uri, IOException cause) {
        return FetchException.passing(
                Uris.shown(uri)
                        + " was not read within "
                        + timeout.toMillis()
                        + " ms; see whether the store is overloaded or raise"
                        + " CV_FETCH_REQUEST_TIMEOUT_SECONDS",
                cause);
    }

    private FetchException tooLarge(URI uri, String size) {
        return FetchException.permanent(
                ReasonCode.FILE_TOO_LARGE,
                "%s %s; the limit is %.2f MB. Send a smaller file or raise CV_MAX_FILE_SIZE_MB"
                        .formatted(Uris.shown(uri), size, maxBytes / MEGABYTE));
    }

    private static FetchException empty(URI uri) {
        return FetchException.permanent(
                ReasonCode.EMPTY_FILE,
                Uris.shown(uri) + " has 0 bytes; send it again once it is written");
    }
}
