package ke.co.datacraft.cv.contracts.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream that comes block by block out of another one. */
abstract class SegmentedInputStream extends InputStream {

    private final InputStream source;
    private IOException failure;
    private byte[] block = {};
    private int at;
    private int end;

    SegmentedInputStream(InputStream source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * Makes the next block and hands it to {@link #offer}.
     *
     * @return false when there is none
     */
    abstract boolean next(InputStream from) throws IOException;

    final void offer(byte[] bytes, int length) {
        block = bytes;
        at = 0;
        end = length;
    }

    /** Makes blocks until one has a byte; a failed stream stays failed. */
    private boolean hasByte() throws IOException {
        if (failure != null) {
            throw failure;
        }
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
        return hasByte() ? block[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
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
