package ke.co.datacraft.cv.inference.track;

import ke.co.datacraft.cv.inference.BoundingBox;

/**
 * An object that was detected in a frame and belongs to a track.
 *
 * @param trackId from 1, unique within its source for ever
 * @param classId index of the track's class in the model, from 0
 * @param label class of the track
 * @param confidence of this detection, 0..1
 * @param box as detected, in pixels of the original image
 */
public record TrackedObject(
        long trackId, int classId, String label, float confidence, BoundingBox box) {}
