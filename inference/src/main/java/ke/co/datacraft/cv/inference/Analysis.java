package ke.co.datacraft.cv.inference;

import java.util.List;

/** What an analyzer found. */
public sealed interface Analysis {

    /** Where the time went. */
    StageTimings timings();

    /**
     * Detected objects.
     *
     * @param detections highest confidence first; empty when there are none
     * @param timings where the time went
     */
    record Objects(List<Detection> detections, StageTimings timings) implements Analysis {}

    /**
     * Classes of the whole picture.
     *
     * @param classes best first, of equal ones the lower id first; empty when none is sure enough
     * @param timings where the time went
     */
    record Classes(List<ClassScore> classes, StageTimings timings) implements Analysis {}

    /**
     * Detected faces.
     *
     * @param faces highest confidence first; empty when there are none
     * @param timings where the time went
     */
    record Faces(List<Face> faces, StageTimings timings) implements Analysis {}

    /**
     * Barcodes.
     *
     * @param barcodes in reading order; empty when there are none
     * @param timings where the time went
     */
    record Barcodes(List<ReadBarcode> barcodes, StageTimings timings) implements Analysis {}

    /**
     * A feature vector.
     *
     * @param vector one value or more, all finite; not changed by anyone
     * @param timings where the time went
     */
    record Embedding(float[] vector, StageTimings timings) implements Analysis {}

    /**
     * Recognised text.
     *
     * @param text lines separated by a line feed
     * @param confidence mean over the words, 0..1; 0 when there are none
     * @param languages languages that were looked for
     * @param lines in reading order
     * @param words in reading order
     * @param timings where the time went
     */
    record Text(
            String text,
            float confidence,
            List<String> languages,
            List<TextElement> lines,
            List<TextElement> words,
            StageTimings timings)
            implements Analysis {}

    /**
     * Picture quality; see the contract {@code ImageQuality} for the units.
     *
     * @param sharpness variance of the Laplacian of the grey image (0..255)
     * @param brightness mean grey value, 0..1
     * @param contrast standard deviation of the grey value, 0..0.5
     * @param underexposed share of almost black pixels, 0..1
     * @param overexposed share of almost white pixels, 0..1
     * @param score 0 (useless) to 1 (good)
     * @param timings where the time went
     */
    record Quality(
            double sharpness,
            double brightness,
            double contrast,
            double underexposed,
            double overexposed,
            double score,
            StageTimings timings)
            implements Analysis {}
}
