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

/** What a graph tells about itself. */
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
        return switch (manifest.decoder()) {
            case YOLOX, YOLOV8, YOLOV5, YOLO_END2END, RTDETR ->
                    manifest.completed(
                            inputSize(manifest.input()).orElse(usualNormalisation()),
                            labels(manifest));
            case CLASSIFICATION, YUNET, EMBEDDING ->
                    manifest.completed(
                            inputSize(manifest.input()),
                            manifest.labels() == null ? null : labels(manifest));
            case PPOCR_DET, PPOCR_REC, TESSERACT -> manifest;
        };
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
     * Describes a detector, a classifier that tells its classes, or a YuNet that came without a
     * manifest.
     *
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensors and what was expected
     */
    ModelManifest describe(String name, String version, String file) {
        InputLayout size = inputSize(InputLayout.OPEN);
        if (hasOutput("cls_8") && hasOutput("kps_8")) {
            return described(name, version, file, DecoderFamily.YUNET, size, null);
        }
        if (ExportMetadata.task(metadata).filter("classify"::equals).isPresent()) {
            return described(
                    name,
                    version,
                    file,
                    DecoderFamily.CLASSIFICATION,
                    exported(size),
                    Labels.FROM_METADATA);
        }
        requireDetector();
        List<OutputShape> outputs = outputs(size);
        DetectorOutputs.Recognised recognised = recognise(size, outputs);
        DecoderFamily family = recognised.family();
        return described(
                name,
                version,
                file,
                family,
                size.orElse(family.usualInput()).orElse(usualNormalisation()),
                new Labels(exportedNames().orElseGet(() -> usualLabels(recognised))));
    }

    private ModelManifest described(
            String name,
            String version,
            String file,
            DecoderFamily family,
            InputLayout input,
            Labels labels) {
        ModelManifest manifest =
                new ModelManifest(
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
                        input,
                        labels,
                        null,
                        null);
        return labels == null ? manifest : manifest.completed(manifest.input(), labels(manifest));
    }

    /** Ultralytics' classifiers cut a square of the short side, and do without normalisation. */
    private static InputLayout exported(InputLayout size) {
        return new InputLayout(
                        null,
                        null,
                        null,
                        null,
                        List.of(0f, 0f, 0f),
                        List.of(1f, 1f, 1f),
                        null,
                        null,
                        Math.max(size.width(), size.height()),
                        null)
                .orElse(size);
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
                                            + " detectors (task 'detect') and classifiers (task"
                                            + " 'classify') are taken");
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
        boolean planes = shape.size() == 4 && (shape.get(1) == 3 || shape.get(1) < 0);
        boolean pixels = shape.size() == 4 && shape.get(3) == 3 && shape.get(1) != 3;
        if (!planes && !pixels) {
            throw InvalidModel.because(
                    input
                            + " of model '"
                            + model.name()
                            + "' is no picture; expected [1, 3, height, width] or [1, height,"
                            + " width, 3]");
        }
        InputLayout layout = declared.orElse(InputLayout.ofLayout(pixels));
        int height = Math.toIntExact(shape.get(pixels ? 1 : 2));
        int width = Math.toIntExact(shape.get(pixels ? 2 : 3));
        if (height > 0 && width > 0) {
            layout = layout.orElse(InputLayout.ofSize(width, height));
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
        try (Slot slot = model.newSlot(size.shape())) {
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
