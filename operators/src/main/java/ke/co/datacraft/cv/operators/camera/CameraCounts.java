package ke.co.datacraft.cv.operators.camera;

/**
 * What became of a camera's frames, since it was opened first.
 *
 * @param read frames read
 * @param sent of these, handed on
 * @param dropped of these, dropped as stale
 * @param withoutMotion of these, held back by the motion gate
 * @param reconnects how often it was opened again
 */
public record CameraCounts(
        long read, long sent, long dropped, long withoutMotion, long reconnects) {

    /** Nothing yet. */
    public static final CameraCounts ZERO = new CameraCounts(0, 0, 0, 0, 0);
}
