package ke.co.datacraft.cv.inference.video;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Frames of one source, one after the other. For one thread, but for {@link #abort}. Closing it
 * frees everything, borrowed frames included.
 */
public interface FrameGrabber extends AutoCloseable {

    /**
     * Goes to the next frame; it is decoded, but not converted before {@link #frame} asks for it.
     *
     * @return false at the end of a recording
     * @throws GrabberException when the source fails, or is silent for longer than its patience
     */
    boolean grab() throws GrabberException;

    /** Number of the current frame within the recording or since the opening, from 0. */
    long frameNumber();

    /** Time of the current frame since the beginning of the recording or stream. */
    Duration mediaTime();

    /** Time of the current frame by the clock of the stream, where it has one. */
    Optional<Instant> streamTime();

    /**
     * The current frame; borrowed until the next {@link #grab}.
     *
     * @throws GrabberException when it cannot be converted
     */
    GrabbedFrame frame() throws GrabberException;

    /**
     * Goes to a frame of a recording: the next {@link #grab} gives the one after it.
     *
     * @param frameNumber as {@link #frameNumber} told it
     * @param mediaTime as {@link #mediaTime} told it
     * @throws GrabberException when the recording cannot be read there
     * @throws UnsupportedOperationException when it is no recording
     */
    void seekAfter(long frameNumber, Duration mediaTime) throws GrabberException;

    /** Makes a {@link #grab} that waits in another thread fail soon. */
    void abort();

    @Override
    void close();
}
