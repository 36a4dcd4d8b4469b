package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionMonitor;

/** What is done with the frames of one camera; used by its capture thread alone. */
public interface FrameWork extends AutoCloseable {

    /**
     * Whether the frame has movement enough to be sent; always where the source has no motion gate.
     *
     * @param time of the frame since the source was opened; goes up
     * @throws IOException when it cannot be told
     */
    boolean moves(GrabbedFrame frame, Duration time) throws IOException;

    /**
     * Makes the frame ready and stores it: redacted, scaled, as JPEG.
     *
     * @return where it is; the same for the same source and time, so that a repeat overwrites it
     * @throws IOException when it cannot be stored; the frame can be tried again
     */
    String store(GrabbedFrame frame, Instant captureTime) throws IOException;

    @Override
    void close();

    /** Makes what cameras need in a reader. */
    @FunctionalInterface
    interface Factory extends Serializable {

        /**
         * What the frames of a source need.
         *
         * @param monitor is told what is redacted
         * @throws IOException when the definition asks for what is not there
         */
        FrameWork open(SourceDefinition source, RedactionMonitor monitor) throws IOException;

        /** Frees what all cameras of a reader share. */
        default void close() {
            // Most share nothing.
        }
    }
}
