package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * What is made unrecognisable before a frame is stored; the frame as it came is then never written.
 *
 * @param faces whether faces are; false when absent
 * @param numberPlates whether number plates are; false when absent
 * @param labels classes of objects that are; never null
 * @param regions polygons that always are; never null
 * @param method how; {@code blur} when absent
 */
public record Redaction(
        Boolean faces,
        Boolean numberPlates,
        List<String> labels,
        List<List<List<Double>>> regions,
        RedactionMethod method) {

    /** Fills in the defaults. */
    public Redaction {
        faces = faces != null && faces;
        numberPlates = numberPlates != null && numberPlates;
        labels = labels == null ? List.of() : List.copyOf(labels);
        regions = Shapes.copies(regions);
        method = method == null ? RedactionMethod.BLUR : method;
    }
}
