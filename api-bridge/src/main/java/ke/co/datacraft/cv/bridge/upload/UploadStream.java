package ke.co.datacraft.cv.bridge.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;

/**
 * A file on its way from the client: counted, digested and held to its limits while it is read. A
 * failure to read it is a {@link BodyBrokenException}, so that nobody blames the storage.
 */
final class UploadStream extends FilterInputStream {

    private final UploadLimits limits;
    private final MessageDigest digest;
    private long size;

    UploadStream(InputStream body, UploadLimits limits) {
        super(body);
        this.limits = limits;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    long size() {
        return size;
    }

    /** Digest of all that was read; to be asked once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        limits.requireTime();
        int read;
        try {
            read = super.read(target, offset, length);
        } catch (IOException e) {
            throw new BodyBrokenException(e);
        }
        if (read > 0) {
            size += read;
            limits.requireSize(size);
            digest.update(target, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long count) {
        throw new UnsupportedOperationException("Every byte is digested");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The body belongs to the request. */
    @Override
    public void close() {
        // Closed by whoever answers it.
    }

    /** The answer to a client whose body cannot be read. */
    static ApiError broken(IOException e) {
        return new ApiError(ErrorCode.REQUEST_BROKEN, "The upload broke off: " + e.getMessage())
                .cure("Send it again, with the multipart form complete");
    }
}
