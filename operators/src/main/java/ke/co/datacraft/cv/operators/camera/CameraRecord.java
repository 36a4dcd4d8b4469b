package ke.co.datacraft.cv.operators.camera;

import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.SourceStatus;

/**
 * What leaves the source: exactly one of its parts.
 *
 * @param frame reference of a stored frame, or null
 * @param status how a source is, or null
 * @param removed key of a source that is no more, or null
 * @param deadLetter a definition that was refused, or null
 */
public record CameraRecord(
        ImageReference frame, SourceStatus status, String removed, DeadLetter deadLetter) {

    /** A reference of a stored frame. */
    public static CameraRecord of(ImageReference frame) {
        return new CameraRecord(frame, null, null, null);
    }

    /** How a source is. */
    public static CameraRecord of(SourceStatus status) {
        return new CameraRecord(null, status, null, null);
    }

    /** A source is no more. */
    public static CameraRecord removed(String key) {
        return new CameraRecord(null, null, key, null);
    }

    /** A definition was refused. */
    public static CameraRecord of(DeadLetter deadLetter) {
        return new CameraRecord(null, null, null, deadLetter);
    }
}
