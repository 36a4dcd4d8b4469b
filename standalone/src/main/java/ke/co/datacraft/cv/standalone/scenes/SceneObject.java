package ke.co.datacraft.cv.standalone.scenes;

import ke.co.datacraft.cv.inference.BoundingBox;

/**
 * One object of a frame, as it truly is.
 *
 * @param trackId the same in every frame of the scene
 * @param kind its class
 * @param box around all of it that lies within the frame, also where something hides it
 * @param visibleShare 0..1 of its outline that is neither hidden nor outside the frame
 * @param ignored whether too little is to be seen of it to ask that it be found
 * @param plate its number plate, or null when none can be read
 */
public record SceneObject(
        long trackId,
        ObjectKind kind,
        BoundingBox box,
        double visibleShare,
        boolean ignored,
        NumberPlate plate) {}
