package ke.co.datacraft.cv.inference.video;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/** Ends calls into FFmpeg that take too long; asked by FFmpeg while it waits. */
final class FfmpegDeadline extends AVIOInterruptCB.Callback_Pointer {

    private volatile long nanos;
    private volatile boolean aborted;

    void in(Duration patience) {
        nanos = System.nanoTime() + patience.toNanos();
    }

    void abort() {
        aborted = true;
    }

    boolean isOver() {
        return aborted || System.nanoTime() - nanos > 0;
    }

    @Override
    public int call(Pointer nothing) {
        return isOver() ? 1 : 0;
    }
}
