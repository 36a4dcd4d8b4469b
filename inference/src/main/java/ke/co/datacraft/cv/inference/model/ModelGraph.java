package ke.co.datacraft.cv.inference.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.decode.OutputShape;
import ke.co.datacraft.cv.inference.onnx.OnnxModel;
import ke.co.datacraft.cv.inference.onnx.Slot;
import ke.co.datacraft.cv.inference.onnx.TensorSpec;

/** What a detector's graph tells about itself. */
final class ModelGraph {

    private static final InputLayout PLAIN =
            InputLayout.ofNormalisation(List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));
    private static final InputLayout IMAGENET =
            InputLayout.ofNormalisation(
                    List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

    private final OnnxModel model;
    private final Map<String, String> metadata;
    private final Labels given;

    ModelGraph(OnnxModel model) {
        this(model, null);
    }

    /**
     * @param model closed by whoever loaded it
     * @param given class names that go before those of the metadata, or null
     */
    ModelGraph(OnnxModel model, Labels given) {
        this.model = model;
        this.metadata = model.metadata();
        this.given = given;
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
        return manifest.completed(
                inputSize(manifest.input()).orElse(usualNormalisation()), labels(manifest));
    }

    /** Read when asked for, so that names which cannot be read harm no manifest with its own. */
    private Optional<List<String>> exportedNames() {
        return given == null ? ExportMetadata.names(metadata) : Optional.of(given.names());
    }

    private InputLayout usualNormalisation() {
        boolean namedSo = hasOutput("dets") && hasOutput("labels");
        return namedSo || ExportMetadata.isRfDetr(metadata) ? IMAGENET : PLAIN;
    }

    private boolean hasOutput(String name) {
        return model.outputs().stream().anyMatch(output -> output.name().equals(name));
    }

    private Labels labels(ModelManifest manifest) {
        if (!manifest.labels().fromMetadata()) {
            return byCategory(manifest.labels());
        }
        return exportedNames()
                .map(Labels::new)
                .orElseThrow(
                        () ->
                                InvalidModel.because(
                                        "model '"
                                                + manifest.reference()
                                                + "' has no metadata 'names', which its manifest"
                                                + " refers to; list the labels there"));
    }

    /** RF-DETR numbers the classes of COCO by category id, which has gaps. */
    private Labels byCategory(Labels labels) {
        boolean hasCategories =
                model.outputs().size() == 2
                        && model.outputs().stream()
                                .map(TensorSpec::shape)
                                .anyMatch(shape -> shape.size() == 3 && shape.get(2) == 91);
        return hasCategories && labels.names().equals(CocoLabels.NAMES)
                ? new Labels(CocoLabels.BY_CATEGORY)
                : labels;
    }

    /**
     * Describes a detector that came without a manifest.
     *
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensors and what was expected
     */
    ModelManifest describe(String name, String version, String file) {
        requireDetector();
        InputLayout size = inputSize(InputLayout.OPEN);
        List<OutputShape> outputs = outputs(size);
        DetectorOutputs.Recognised recognised = recognise(size, outputs);
        DecoderFamily family = recognised.family();
        return new ModelManifest(
                name,
                version,
                family.task(),
                family,
                file,
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                size.orElse(family.usualInput()).orElse(usualNormalisation()),
                new Labels(exportedNames().orElseGet(() -> usualLabels(recognised))),
                Thresholds.DEFAULT);
    }

    private void requireDetector() {
        ExportMetadata.task(metadata)
                .filter(task -> !"detect".equals(task))
                .ifPresent(
                        task -> {
                            throw InvalidModel.because(
                                    "model '"
                                            + model.name()
                                            + "' is for the task '"
                                            + task
                                            + "', says its metadata; without a manifest only"
                                            + " detectors (task 'detect') are taken");
                        });
    }

    private DetectorOutputs.Recognised recognise(InputLayout size, List<OutputShape> outputs) {
        DetectorOutputs detector = new DetectorOutputs(outputs, size, metadata, exportedNames());
        return detector.recognise(model.inputs().size() > 1)
                .orElseThrow(
                        () ->
                                InvalidModel.because(
                                        "model '"
                                                + model.name()
                                                + "' has "
                                                + OutputShape.describe(outputs)
                                                + "; expected for its input of "
                                                + size.width()
                                                + " x "
                                                + size.height()
                                                + " "
                                                + detector.expected()
                                                + "; write a manifest for it if it is one of"
                                                + " them"));
    }

    private InputLayout inputSize(InputLayout declared) {
        TensorSpec input = model.pictureInput();
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
        layout = layout.orElse(ExportMetadata.size(metadata).orElse(InputLayout.OPEN));
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

    private List<OutputShape> outputs(InputLayout size) {
        List<OutputShape> outputs = new ArrayList<>();
        try (Slot slot = model.newSlot(1, 3, size.height(), size.width())) {
            for (TensorSpec output : model.outputs()) {
                outputs.add(new OutputShape(output.name(), slot.outputShape(outputs.size())));
            }
        }
        return outputs;
    }

    private List<String> usualLabels(DetectorOutputs.Recognised recognised) {
        int classes =
                recognised
                        .classes()
                        .orElseThrow(
                                () ->
                                        InvalidModel.because(
                                                "model '"
                                                        + model.name()
                                                        + "' ("
                                                        + recognised.family().id()
                                                        + ") does not tell its classes, neither by"
                                                        + " its tensors nor by metadata 'names';"
                                                        + " list the labels in a manifest, or"
                                                        + " give --labels to ./cv models"
                                                        + " add"));
        if (classes == CocoLabels.BY_CATEGORY.size()
                && recognised.family() == DecoderFamily.RTDETR) {
            return CocoLabels.BY_CATEGORY;
        }
        return classes == CocoLabels.NAMES.size()
                ? CocoLabels.NAMES
                : IntStream.range(0, classes).mapToObj(id -> "class_" + id).toList();
    }
}
