package ke.co.datacraft.cv.inference.video;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;

/** Words for FFmpeg's errors, which hold no address. */
final class FfmpegErrors {

    /** What FFmpeg answers when there is nothing yet. */
    static final int TRY_AGAIN = -11;

    private static final int INVALID_ARGUMENT = -22;
    private static final int TIMED_OUT = -110;

    /** {@code -FFERRTAG(0xF8, '4', '0', '1')}. */
    private static final int UNAUTHORIZED = -(0xF8 | '4' << 8 | '0' << 16 | '1' << 24);

    private static final int MAX_WORDS = 200;

    private FfmpegErrors() {}

    /** Whether a recording has a format that may not be read, or none. */
    static boolean isForeign(int error) {
        // A format that is not on the list counts as an invalid argument.
        return error == INVALID_ARGUMENT || error == AVERROR_INVALIDDATA;
    }

    /**
     * The error in words.
     *
     * @param what what failed
     */
    static GrabberException exception(String what, int error) {
        if (error == TIMED_OUT) {
            return late(what);
        }
        if (error == UNAUTHORIZED) {
            return new GrabberException(what + ": it refuses the user or the password");
        }
        try (BytePointer message = new BytePointer(MAX_WORDS)) {
            av_strerror(error, message, message.capacity());
            // What lies behind the words is whatever that memory held before, passwords perhaps.
            message.limit(BytePointer.strlen(message));
            String words = message.getString(StandardCharsets.UTF_8);
            return new GrabberException(what + ": " + words);
        }
    }

    /** The patience is over. */
    static GrabberException late(String what) {
        return new GrabberException(what + ": it did not answer in time");
    }
}
