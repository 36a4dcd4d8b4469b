package ke.co.datacraft.cv.contracts.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream that comes block by block out of another one. */
abstract class SegmentedInputStream extends InputStream {

    private final InputStream source;
    private IOException failure;
    private boolean begun;
    private byte[] block = {};
    private int at;
    private int end;

    SegmentedInputStream(InputStream source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /** Reads or writes what stands before the first block; may {@link #offer} it. */
    abstract void begin(InputStream from) throws IOException;

    /**
     * Makes the next block and hands it to {@link #offer}.
     *
     * @return false when there is none
     */
    abstract boolean next(InputStream from) throws IOException;

    /** Whether bytes come as they are after what was offered. */
    boolean isTransparent() {
        return false;
    }

    final void offer(byte[] bytes, int length) {
        block = bytes;
        at = 0;
        end = length;
    }

    /** Begins where that was not done; a failed stream stays failed. */
    final void beginOnce() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (begun) {
            return;
        }
        begun = true;
        try {
            begin(source);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Makes blocks until one has a byte. */
    private boolean hasByte() throws IOException {
        beginOnce();
        try {
            while (at == end) {
                if (!next(source)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        beginOnce();
        if (at == end && isTransparent()) {
            return source.read();
        }
        return hasByte() ? block[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        beginOnce();
        if (at == end && isTransparent()) {
            return source.read(bytes, offset, length);
        }
        if (!hasByte()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(block, at, bytes, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return end - at;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
