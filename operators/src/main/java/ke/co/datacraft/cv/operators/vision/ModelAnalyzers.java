package ke.co.datacraft.cv.operators.vision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.barcode.BarcodeReader;
import ke.co.datacraft.cv.inference.batch.BatchingStatistics;
import ke.co.datacraft.cv.inference.classify.ImageClassifier;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.embed.ImageEmbedder;
import ke.co.datacraft.cv.inference.face.NetworkFaceDetector;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelManifest;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.model.ResolvedModel;
import ke.co.datacraft.cv.inference.ocr.OcrEngines;
import ke.co.datacraft.cv.inference.ocr.OcrSettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.inference.opencv.CascadeFaceDetector;
import ke.co.datacraft.cv.inference.opencv.QualityAnalyzer;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;

/** The analyzers of this release: models of the repository, OCR, OpenCV and ZXing. */
final class ModelAnalyzers implements AnalyzerFactory {

    private static final String ONNX = ".onnx";
    private static final String QUALITY_MODEL = "opencv-quality";
    private static final String CASCADE = CascadeFaceDetector.MODEL;

    private final InferenceSettings settings;
    private final ModelRepository requested;
    private final ModelRepository configured;
    private final OnnxSettings runtime;
    private final OcrSettings ocr;
    private final Map<String, String> singleFiles = new LinkedHashMap<>();
    private final Map<String, ResolvedModel> pinned = new ConcurrentHashMap<>();

    /**
     * @param settings models and defaults; folders are read here, once
     * @throws InferenceException {@code INVALID_MODEL} for a manifest that is wrong
     */
    ModelAnalyzers(InferenceSettings settings) {
        this.settings = settings;
        this.runtime = RuntimeMapper.map(settings);
        this.ocr =
                new OcrSettings(
                        settings.tessdataPath() == null ? null : Path.of(settings.tessdataPath()),
                        settings.ocrLanguages(),
                        runtime);
        List<Path> folders =
                settings.modelPaths().stream()
                        .map(Path::of)
                        .filter(path -> !isModelFile(path))
                        .toList();
        for (String path : settings.modelPaths()) {
            if (isModelFile(Path.of(path))) {
                String file = Path.of(path).getFileName().toString();
                singleFiles.putIfAbsent(file.substring(0, file.length() - ONNX.length()), path);
            }
        }
        // Requests name models; only the configuration may name files.
        this.requested = new ModelRepository(new ModelRepositorySettings(folders, false, runtime));
        this.configured = new ModelRepository(new ModelRepositorySettings(folders, true, runtime));
    }

    private static boolean isModelFile(Path path) {
        return path.toString().endsWith(ONNX) && !Files.isDirectory(path);
    }

    @Override
    public String key(String task, String model) {
        return switch (task) {
            case Tasks.OBJECT_DETECTION, Tasks.IMAGE_CLASSIFICATION, Tasks.EMBEDDING ->
                    task + '/' + network(task, model).key();
            case Tasks.FACE_DETECTION ->
                    task + '/' + (usesCascade(model) ? CASCADE : network(task, model).key());
            case Tasks.OCR -> task + '/' + OcrEngines.resolve(engine(model), ocr);
            case Tasks.QUALITY, Tasks.BARCODE -> task + '/' + only(task, model);
            default -> throw unknownTask(task);
        };
    }

    @Override
    public Analyzer open(String task, String model) {
        return switch (task) {
            case Tasks.OBJECT_DETECTION -> new ObjectDetector(load(task, model));
            case Tasks.IMAGE_CLASSIFICATION -> new ImageClassifier(load(task, model));
            case Tasks.EMBEDDING -> new ImageEmbedder(load(task, model));
            case Tasks.FACE_DETECTION ->
                    usesCascade(model)
                            ? new CascadeFaceDetector()
                            : new NetworkFaceDetector(load(task, model));
            case Tasks.BARCODE -> new BarcodeReader();
            case Tasks.OCR -> OcrEngines.open(engine(model), ocr);
            case Tasks.QUALITY -> new QualityAnalyzer();
            default -> throw unknownTask(task);
        };
    }

    /**
     * Merged runs need more callers than fit into one run, so that the next one forms meanwhile.
     */
    @Override
    public int usualConcurrency() {
        int processors = Runtime.getRuntime().availableProcessors();
        return runtime.expectsMergedRuns()
                ? Math.max(processors, 2 * settings.batching().maxBatchSize())
                : processors;
    }

    @Override
    public BatchingStatistics batching(String model) {
        return runtime.batching().monitor().statistics(model);
    }

    @Override
    public String unversioned(String task, String model) {
        String named = model == null && hasModels(task) ? usualModel(task) : model;
        return named == null || named.indexOf('@') >= 0 ? null : named;
    }

    @Override
    public Set<String> tasks(String model) {
        ResolvedModel resolved = network(Tasks.OBJECT_DETECTION, model);
        return Set.of(resolved.manifest().map(ModelManifest::task).orElse(Tasks.OBJECT_DETECTION));
    }

    private static boolean hasModels(String task) {
        return switch (task) {
            case Tasks.OBJECT_DETECTION,
                    Tasks.IMAGE_CLASSIFICATION,
                    Tasks.FACE_DETECTION,
                    Tasks.EMBEDDING ->
                    true;
            default -> false;
        };
    }

    private LoadedModel load(String task, String model) {
        return configured.load(network(task, model));
    }

    private ResolvedModel network(String task, String model) {
        if (model != null) {
            String file = singleFiles.get(model);
            return file == null ? named(model) : configured.resolve(file);
        }
        String usual = usualModel(task);
        if (isAbsent(usual)) {
            throw new InferenceException(
                    InferenceException.Reason.UNKNOWN_MODEL,
                    "task "
                            + task
                            + " names no model and there is no default; name one of "
                            + String.join(", ", requested.names())
                            + " or set "
                            + variable(task));
        }
        String place = singleFiles.getOrDefault(usual, usual);
        return isPath(place) ? configured.resolve(place) : named(place);
    }

    /**
     * What a name without version means stays as it was first: a newer version that is put into a
     * folder later must not load in the middle of the stream, but by an activation.
     */
    private ResolvedModel named(String model) {
        if (model.indexOf('@') >= 0) {
            return requested.resolve(model);
        }
        ResolvedModel first = pinned.get(model);
        if (first == null) {
            ResolvedModel resolved = requested.resolve(model);
            first = pinned.putIfAbsent(model, resolved);
            return first == null ? resolved : first;
        }
        return first;
    }

    private static boolean isPath(String model) {
        return model.contains("/") || model.endsWith(ONNX);
    }

    private String usualModel(String task) {
        return switch (task) {
            case Tasks.OBJECT_DETECTION -> settings.detectionModel();
            case Tasks.IMAGE_CLASSIFICATION -> settings.taskModels().classification();
            case Tasks.FACE_DETECTION -> settings.taskModels().face();
            case Tasks.EMBEDDING -> settings.taskModels().embedding();
            default -> throw unknownTask(task);
        };
    }

    private static String variable(String task) {
        return switch (task) {
            case Tasks.OBJECT_DETECTION -> "CV_YOLO_MODEL";
            case Tasks.IMAGE_CLASSIFICATION -> "CV_CLASSIFICATION_MODEL";
            case Tasks.EMBEDDING -> "CV_EMBEDDING_MODEL";
            default -> throw unknownTask(task);
        };
    }

    private static boolean isAbsent(String model) {
        return model == null || model.isBlank();
    }

    /** OpenCV's cascade when it is named, or when nothing is. */
    private boolean usesCascade(String model) {
        return model == null
                ? isAbsent(settings.taskModels().face())
                        || CASCADE.equals(settings.taskModels().face())
                : model.equals(CASCADE);
    }

    private String engine(String model) {
        return model == null ? settings.ocrModel() : model;
    }

    /** The model of a task that has just one. */
    private static String only(String task, String model) {
        String known = task.equals(Tasks.BARCODE) ? BarcodeReader.MODEL : QUALITY_MODEL;
        if (model != null && !model.equals(known)) {
            throw new InferenceException(
                    InferenceException.Reason.UNKNOWN_MODEL,
                    "task "
                            + task
                            + " has no model '"
                            + model
                            + "'; leave the model out or name "
                            + known);
        }
        return known;
    }

    private static InferenceException unknownTask(String task) {
        return new InferenceException(
                InferenceException.Reason.UNKNOWN_TASK,
                "there is no task '" + task + "'; known are " + String.join(", ", Tasks.ALL));
    }
}
