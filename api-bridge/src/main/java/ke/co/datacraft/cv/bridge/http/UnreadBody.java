package ke.co.datacraft.cv.bridge.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The rest of a body that nobody read. Were it left, the server would close the connection under a
 * client that still sends, and the client would see a broken connection in place of the answer.
 */
final class UnreadBody {

    private static final int MAX_BYTES = 16 << 20;
    private static final int BUFFER_BYTES = 8192;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private UnreadBody() {}

    /**
     * Reads it to its end where that is near; who sends more, or keeps us waiting, is cut off. A
     * refused client must not be able to hold a thread: nothing here waits longer than the answer
     * is worth.
     */
    static void drain(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        boolean hasBody = length > 0 || request.getHeader("Transfer-Encoding") != null;
        if (!hasBody || request.isAsyncStarted() || length > MAX_BYTES) {
            return;
        }
        try {
            drain(request.getInputStream(), length < 0 ? MAX_BYTES : length);
        } catch (IOException | RuntimeException e) {
            // The client is gone, or the handler gave the body to a reader.
            return;
        }
    }

    private static void drain(ServletInputStream in, long most) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long began = System.nanoTime();
        long heard = began;
        long left = most;
        while (left > 0 && !in.isFinished() && System.nanoTime() - began < MAX_NANOS) {
            if (in.available() > 0) {
                left -= Math.max(0, in.read(buffer));
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > SILENCE_NANOS) {
                return;
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
