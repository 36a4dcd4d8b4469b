package ke.co.datacraft.cv.bridge.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * The rest of a body that nobody read. Were it left, the server would close the connection under a
 * client that still sends, and the client would see a broken connection in place of the answer.
 */
final class UnreadBody {

    private static final int MAX_BYTES = 16 << 20;
    private static final int BUFFER_BYTES = 8192;

    private UnreadBody() {}

    /** Reads it to its end where that is near; who sends more is cut off. */
    static void drain(HttpServletRequest request) {
        boolean hasBody =
                request.getContentLengthLong() > 0
                        || request.getHeader("Transfer-Encoding") != null;
        if (!hasBody || request.isAsyncStarted() || request.getContentLengthLong() > MAX_BYTES) {
            return;
        }
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            ServletInputStream in = request.getInputStream();
            int left = MAX_BYTES;
            for (int count = 0; count >= 0 && left > 0 && !in.isFinished(); left -= count) {
                count = in.read(buffer);
            }
        } catch (IOException | RuntimeException e) {
            // The client is gone or too slow, or the handler gave the body to a reader. A handler
            // that
            // took its time makes the server think so of a small body: its rate counts from the
            // start.
            return;
        }
    }
}
