package ke.co.datacraft.cv.operators.camera;

import java.util.List;

/**
 * What the enumerator keeps: all cameras, as far as it knows them. A reader may know more.
 *
 * @param cameras in any order
 */
public record CameraEnumeratorState(List<CameraSplit> cameras) {

    /** Copies the list. */
    public CameraEnumeratorState {
        cameras = List.copyOf(cameras);
    }
}
