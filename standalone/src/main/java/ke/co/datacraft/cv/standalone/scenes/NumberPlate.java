package ke.co.datacraft.cv.standalone.scenes;

import ke.co.datacraft.cv.inference.BoundingBox;

/**
 * A number plate that can be read in the frame.
 *
 * @param text what it says
 * @param box in pixels of the frame
 */
public record NumberPlate(String text, BoundingBox box) {}
