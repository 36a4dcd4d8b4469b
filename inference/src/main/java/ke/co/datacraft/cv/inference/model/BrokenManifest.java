package ke.co.datacraft.cv.inference.model;

import java.nio.file.Path;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * A manifest that cannot be read. The others stand; whoever asks for this one is told what is
 * wrong.
 *
 * @param name what it says its name is, or else its file name without the ending
 * @param file where it is
 * @param problem names file, field, value and cure
 */
public record BrokenManifest(String name, Path file, InferenceException problem) {}
