package ke.co.datacraft.cv.operators.fetch;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Fails where a stream ends before its length: a connection that broke is worth another try, while
 * an encrypted file that was stored cut short is not.
 */
final class WholeInputStream extends FilterInputStream {

    private final long length;
    private long count;

    /**
     * @param stream what comes
     * @param length how many bytes there should be, or -1 where nobody knows
     */
    WholeInputStream(InputStream stream, long length) {
        super(stream);
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int size) throws IOException {
        int read = in.read(bytes, offset, size);
        if (read < 0 && count < length) {
            throw new EOFException(count + " of " + length + " bytes came");
        }
        count += Math.max(0, read);
        return read;
    }
}
