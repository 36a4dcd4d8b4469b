package ke.co.datacraft.cv.operators.sink;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.ImageResult;

/**
 * Rows of {@code cv.face_detections} that one result gives, which one statement writes.
 *
 * @param result what they share
 * @param faces highest confidence first; may be empty
 */
public record FaceRows(ResultColumns result, List<Row> faces) {

    /**
     * One face.
     *
     * @param id the row
     * @param index its place in the result, from 0
     * @param confidence 0..1
     * @param x left, in pixels
     * @param y top, in pixels
     * @param width in pixels
     * @param height in pixels
     * @param landmarks JSON: list of {@code [x, y]} in pixels
     */
    public record Row(
            UUID id,
            int index,
            double confidence,
            double x,
            double y,
            double width,
            double height,
            String landmarks) {}

    /** One per task that looked for faces, also when it found none. */
    public static List<FaceRows> of(ImageResult result) {
        return result.tasks().stream()
                .filter(task -> task.faces() != null)
                .map(task -> of(ResultColumns.of(result, task), task.faces()))
                .toList();
    }

    private static FaceRows of(ResultColumns columns, List<DetectedFace> faces) {
        return new FaceRows(
                columns,
                IntStream.range(0, faces.size())
                        .mapToObj(index -> row(columns, index, faces.get(index)))
                        .toList());
    }

    private static Row row(ResultColumns columns, int index, DetectedFace face) {
        return new Row(
                columns.rowId("face", index),
                index,
                face.confidence(),
                face.bbox().get(0),
                face.bbox().get(1),
                face.bbox().get(2),
                face.bbox().get(3),
                ContractCodec.toJson(face.landmarks()));
    }
}
