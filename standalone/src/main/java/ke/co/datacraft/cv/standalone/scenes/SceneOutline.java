package ke.co.datacraft.cv.standalone.scenes;

import ke.co.datacraft.cv.inference.BoundingBox;

/**
 * The whole of one object at one moment, whether something hides it or not.
 *
 * @param trackId the same in every frame of the scene
 * @param kind its class
 * @param box of the upright box around it, as far as it is within the frame
 * @param inFrame 0..1 of its outline that lies within the frame
 * @param hidden 0..1 of it that lies behind outlines of nearer objects
 * @param inView whether enough of it is within the frame to ask that it be found
 */
public record SceneOutline(
        long trackId,
        ObjectKind kind,
        BoundingBox box,
        double inFrame,
        double hidden,
        boolean inView) {}
