package ke.co.datacraft.cv.inference.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.decode.Grids;
import ke.co.datacraft.cv.inference.onnx.OnnxModel;
import ke.co.datacraft.cv.inference.onnx.Slot;
import ke.co.datacraft.cv.inference.onnx.TensorSpec;

/** What a detector's graph tells about itself. */
final class ModelGraph {

    private final OnnxModel model;
    private final Optional<List<String>> exportedNames;

    ModelGraph(OnnxModel model) {
        this.model = model;
        this.exportedNames = ExportMetadata.names(model.metadata());
    }

    /**
     * Fills in what the manifest leaves to the graph.
     *
     * @throws InferenceException {@code INVALID_MODEL} when the graph contradicts it
     */
    ModelManifest complete(ModelManifest manifest) {
        if (!"object_detection".equals(manifest.task())) {
            return manifest;
        }
        return manifest.completed(inputSize(manifest.input()), labels(manifest));
    }

    private Labels labels(ModelManifest manifest) {
        if (!manifest.labels().fromMetadata()) {
            return manifest.labels();
        }
        return exportedNames
                .map(Labels::new)
                .orElseThrow(
                        () ->
                                InvalidModel.because(
                                        "model '"
                                                + manifest.reference()
                                                + "' has no metadata 'names', which its manifest"
                                                + " refers to; list the labels there"));
    }

    /**
     * Describes a model that came without a manifest.
     *
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensor and what was expected
     */
    ModelManifest describe(String name, String version, String file) {
        InputLayout size = inputSize(InputLayout.OPEN);
        long[] shape = outputShape(size);
        DecoderFamily family = family(shape, Grids.cellCount(size.width(), size.height()));
        int classes = classCount(shape, family, Grids.cellCount(size.width(), size.height()));
        return new ModelManifest(
                name,
                version,
                family.task(),
                family,
                file,
                List.of(),
                null,
                null,
                null,
                size,
                new Labels(exportedNames.orElseGet(() -> usualLabels(classes))),
                Thresholds.DEFAULT);
    }

    private InputLayout inputSize(InputLayout declared) {
        TensorSpec input = model.inputs().get(0);
        List<Long> shape = input.shape();
        if (shape.size() != 4 || shape.get(1) != 3) {
            throw InvalidModel.because(
                    input
                            + " of model '"
                            + model.name()
                            + "' is no picture; expected [1, 3, height, width]");
        }
        InputLayout layout = declared;
        if (shape.get(2) > 0 && shape.get(3) > 0) {
            layout =
                    layout.orElse(
                            InputLayout.ofSize(
                                    Math.toIntExact(shape.get(3)), Math.toIntExact(shape.get(2))));
        }
        layout = layout.orElse(ExportMetadata.size(model.metadata()).orElse(InputLayout.OPEN));
        if (layout.width() == null || layout.height() == null) {
            throw InvalidModel.because(
                    input
                            + " of model '"
                            + model.name()
                            + "' leaves the size open; give input.width and input.height in a"
                            + " manifest");
        }
        return layout;
    }

    private long[] outputShape(InputLayout size) {
        if (model.outputs().size() != 1) {
            throw unknownFamily(model.outputs().toString(), size);
        }
        try (Slot slot = model.newSlot(1, 3, size.height(), size.width())) {
            long[] shape = slot.outputShape(0);
            int cells = Grids.cellCount(size.width(), size.height());
            if (shape.length != 3 || shape[0] != 1 || (shape[1] != cells && shape[2] != cells)) {
                throw unknownFamily(found(shape), size);
            }
            return shape;
        }
    }

    private DecoderFamily family(long[] shape, int cells) {
        if (shape[2] == cells && shape[1] > 4) {
            return DecoderFamily.YOLOV8;
        }
        boolean namesFitTransposed =
                exportedNames.filter(names -> shape[2] == 4 + names.size()).isPresent();
        if (shape[1] == cells && namesFitTransposed) {
            return DecoderFamily.YOLOV8;
        }
        if (shape[1] == cells && shape[2] > 5) {
            return DecoderFamily.YOLOX;
        }
        throw unknownFamily(found(shape), inputSize(InputLayout.OPEN));
    }

    private int classCount(long[] shape, DecoderFamily family, int cells) {
        return switch (family) {
            case YOLOX -> Math.toIntExact(shape[2] - 5);
            case YOLOV8 -> Math.toIntExact((shape[2] == cells ? shape[1] : shape[2]) - 4);
            case PPOCR_DET, PPOCR_REC -> 0;
        };
    }

    private static List<String> usualLabels(int classes) {
        return classes == CocoLabels.NAMES.size()
                ? CocoLabels.NAMES
                : IntStream.range(0, classes).mapToObj(id -> "class_" + id).toList();
    }

    private String found(long[] shape) {
        return "tensor '" + model.outputs().get(0).name() + "' of shape " + Arrays.toString(shape);
    }

    private InferenceException unknownFamily(String found, InputLayout size) {
        int cells = Grids.cellCount(size.width(), size.height());
        return InvalidModel.because(
                "model '"
                        + model.name()
                        + "' has the output "
                        + found
                        + "; expected for its input of "
                        + size.width()
                        + " x "
                        + size.height()
                        + " one tensor [1, "
                        + cells
                        + ", 5 + classes] (yolox) or [1, 4 + classes, "
                        + cells
                        + "] (yolov8, exported without NMS)");
    }
}
