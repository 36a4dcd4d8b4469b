package ke.co.datacraft.cv.inference.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import ke.co.datacraft.cv.inference.decode.DetrLogitsDecoder;
import ke.co.datacraft.cv.inference.decode.Grids;
import ke.co.datacraft.cv.inference.decode.OutputShape;
import ke.co.datacraft.cv.inference.decode.SelectedBoxesDecoder;

/**
 * Tells a detector's family by the shapes of its outputs and, where several families share one, by
 * what its exporter wrote.
 */
final class DetectorOutputs {

    /** Boxes that RT-DETR gives unless it is told otherwise. */
    private static final int USUAL_QUERIES = 300;

    private final List<OutputShape> outputs;
    private final Map<String, String> metadata;
    private final OptionalInt named;
    private final int cells;
    private final int cellsP6;

    /**
     * What was recognised.
     *
     * @param family of decoders
     * @param classes number of classes, when the shapes tell
     */
    record Recognised(DecoderFamily family, OptionalInt classes) {

        private static Optional<Recognised> of(DecoderFamily family, long classes) {
            return Optional.of(new Recognised(family, OptionalInt.of(Math.toIntExact(classes))));
        }

        private static Optional<Recognised> ofUnknownClasses(DecoderFamily family) {
            return Optional.of(new Recognised(family, OptionalInt.empty()));
        }
    }

    /**
     * @param outputs of one picture
     * @param size of the input
     * @param metadata that the exporter wrote
     * @param names of the classes, where they are known
     */
    DetectorOutputs(
            List<OutputShape> outputs,
            InputLayout size,
            Map<String, String> metadata,
            Optional<List<String>> names) {
        this.outputs = outputs;
        this.metadata = metadata;
        this.named = names.map(known -> OptionalInt.of(known.size())).orElseGet(OptionalInt::empty);
        this.cells = Grids.cellCount(size.width(), size.height());
        this.cellsP6 = Grids.cellCountP6(size.width(), size.height());
    }

    /** The family, or nothing when the outputs fit none or several. */
    Optional<Recognised> recognise(boolean takesPictureSize) {
        if (outputs.size() == 1 && outputs.get(0).isRows()) {
            long[] shape = outputs.get(0).dimensions();
            return dense(shape[1], shape[2]).or(() -> sparse(shape[1], shape[2]));
        }
        if (DetrLogitsDecoder.fits(outputs)) {
            return Recognised.of(DecoderFamily.RTDETR, DetrLogitsDecoder.slots(outputs));
        }
        if (SelectedBoxesDecoder.fits(outputs)) {
            // Three tensors of pixels alone do not tell how the picture is to be fitted in.
            if (SelectedBoxesDecoder.hasCount(outputs)) {
                return Recognised.ofUnknownClasses(DecoderFamily.YOLO_END2END);
            }
            return takesPictureSize
                    ? Recognised.ofUnknownClasses(DecoderFamily.RTDETR)
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** A row or a column for each anchor. */
    private Optional<Recognised> dense(long rows, long columns) {
        // Named classes also tell models with more or fewer grids than the usual three.
        boolean namedPlanes = isNamed(rows - 4) && columns > rows;
        if (rows > 4 && (columns == cells || namedPlanes)) {
            return Recognised.of(DecoderFamily.YOLOV8, rows - 4);
        }
        if (rows == cells && isNamed(columns - 4)) {
            return Recognised.of(DecoderFamily.YOLOV8, columns - 4);
        }
        if (rows == cells && columns > 5) {
            return Recognised.of(DecoderFamily.YOLOX, columns - 5);
        }
        if ((rows == 3L * cells || rows == 3L * cellsP6) && columns > 5) {
            return Recognised.of(DecoderFamily.YOLOV5, columns - 5);
        }
        return Optional.empty();
    }

    /** A row for each object. */
    private Optional<Recognised> sparse(long rows, long columns) {
        boolean isRtDetr = ExportMetadata.mentions(metadata, "rtdetr");
        boolean selects =
                ExportMetadata.selectsBoxes(metadata) || ExportMetadata.mentions(metadata, "yolo");
        if (columns == 6 && !isRtDetr && (selects || !isNamed(2))) {
            return Recognised.ofUnknownClasses(DecoderFamily.YOLO_END2END);
        }
        // Two named classes without a word of the exporter: rows of either family.
        boolean ambiguous = columns == 6 && !isRtDetr;
        if (!ambiguous && columns > 4 && (isRtDetr || isNamed(columns - 4) || isUsual(rows))) {
            return Recognised.of(DecoderFamily.RTDETR, columns - 4);
        }
        return Optional.empty();
    }

    private boolean isNamed(long classes) {
        return named.isPresent() && named.getAsInt() == classes;
    }

    private boolean isUsual(long rows) {
        return rows == USUAL_QUERIES && named.isEmpty();
    }

    /** What would have been recognised, for messages. */
    String expected() {
        return "one of: ["
                + "1, "
                + cells
                + ", 5 + classes] (yolox), [1, 4 + classes, "
                + cells
                + "] (yolov8), [1, "
                + 3 * cells
                + ", 5 + classes] (yolov5), [1, boxes, 6] or num, boxes, scores and classes"
                + " (yolo-end2end), [1, 300, 4 + classes], or boxes and logits, or labels, boxes"
                + " and scores beside the input orig_target_sizes (rtdetr)";
    }
}
