package ke.co.datacraft.cv.inference;

/**
 * A word or a line of text.
 *
 * @param text what it says, without line breaks
 * @param confidence 0..1
 * @param box in pixels of the original image after EXIF rotation
 * @param line index of the line, from 0; a line's own index for a line
 */
public record TextElement(String text, float confidence, BoundingBox box, int line) {}
