package ke.co.datacraft.cv.operators.camera;

import java.util.Objects;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One camera, as it is given to a reader and kept in state.
 *
 * @param key {@code tenant/id}
 * @param source its definition
 * @param baseTimeMillis capture time of the beginning of a recording: when its definition was
 *     written, in milliseconds since the epoch
 * @param position how far a recording was read
 * @param counts what became of its frames so far
 */
public record CameraSplit(
        String key,
        SourceDefinition source,
        long baseTimeMillis,
        CameraPosition position,
        CameraCounts counts)
        implements SourceSplit {

    /** A camera that nothing was read of. */
    public static CameraSplit of(String key, SourceDefinition source, long baseTimeMillis) {
        return new CameraSplit(
                key, source, baseTimeMillis, CameraPosition.START, CameraCounts.ZERO);
    }

    @Override
    public String splitId() {
        return key;
    }

    /** Whether the source has a beginning that capture times are counted from. */
    public boolean isRecording() {
        return isRecording(source.kind());
    }

    static boolean isRecording(SourceKind kind) {
        return switch (kind) {
            case RTSP, HTTP_MJPEG, HLS -> false;
            case FILE, FOLDER, SIMULATOR -> true;
        };
    }

    /** The same camera, as far as it was read meanwhile. */
    public CameraSplit at(CameraPosition newPosition, CameraCounts newCounts) {
        return new CameraSplit(key, source, baseTimeMillis, newPosition, newCounts);
    }

    /**
     * The camera after its definition was written anew: what was read of a recording stays read,
     * unless it is another recording or is to be played another way.
     */
    public CameraSplit redefined(SourceDefinition newer, long newBaseTimeMillis) {
        boolean same =
                source.kind() == newer.kind()
                        && source.uri().equals(newer.uri())
                        && Objects.equals(source.playback(), newer.playback());
        return same
                ? new CameraSplit(key, newer, baseTimeMillis, position, counts)
                : new CameraSplit(
                        key, newer, newBaseTimeMillis, CameraPosition.START, CameraCounts.ZERO);
    }

    /** Of two reports about a camera the one that knows more: the later recording, else further. */
    static CameraSplit later(CameraSplit left, CameraSplit right) {
        if (left.baseTimeMillis != right.baseTimeMillis) {
            return left.baseTimeMillis > right.baseTimeMillis ? left : right;
        }
        int byPosition = left.position.compareTo(right.position);
        if (byPosition != 0) {
            return byPosition > 0 ? left : right;
        }
        return left.counts.read() >= right.counts.read() ? left : right;
    }
}
