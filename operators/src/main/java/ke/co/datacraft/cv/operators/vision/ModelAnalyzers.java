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
import ke.co.datacraft.cv.inference.batch.BatchingStatistics;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.model.ModelManifest;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.model.ResolvedModel;
import ke.co.datacraft.cv.inference.ocr.OcrEngines;
import ke.co.datacraft.cv.inference.ocr.OcrSettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.inference.opencv.QualityAnalyzer;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;

/** The analyzers of this release: detectors of the model repository, OCR, picture quality. */
final class ModelAnalyzers implements AnalyzerFactory {

    private static final String ONNX = ".onnx";
    private static final String QUALITY_MODEL = "opencv-quality";

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
            case Tasks.OBJECT_DETECTION -> task + '/' + detector(model).key();
            case Tasks.OCR -> task + '/' + OcrEngines.resolve(engine(model), ocr);
            case Tasks.QUALITY -> task + '/' + quality(model);
            default -> throw unknownTask(task);
        };
    }

    @Override
    public Analyzer open(String task, String model) {
        return switch (task) {
            case Tasks.OBJECT_DETECTION -> new ObjectDetector(configured.load(detector(model)));
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
        String named = model;
        if (named == null && task.equals(Tasks.OBJECT_DETECTION)) {
            named = settings.detectionModel();
        }
        return named == null || named.indexOf('@') >= 0 ? null : named;
    }

    @Override
    public Set<String> tasks(String model) {
        ResolvedModel resolved = detector(model);
        return Set.of(resolved.manifest().map(ModelManifest::task).orElse(Tasks.OBJECT_DETECTION));
    }

    private ResolvedModel detector(String model) {
        if (model != null) {
            String file = singleFiles.get(model);
            return file == null ? named(model) : configured.resolve(file);
        }
        if (settings.detectionModel() == null || settings.detectionModel().isBlank()) {
            throw new InferenceException(
                    InferenceException.Reason.UNKNOWN_MODEL,
                    "task object_detection names no model and there is no default; name one of "
                            + String.join(", ", requested.names())
                            + " or set CV_YOLO_MODEL");
        }
        String place =
                singleFiles.getOrDefault(settings.detectionModel(), settings.detectionModel());
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

    private String engine(String model) {
        return model == null ? settings.ocrModel() : model;
    }

    private static String quality(String model) {
        if (model != null && !model.equals(QUALITY_MODEL)) {
            throw new InferenceException(
                    InferenceException.Reason.UNKNOWN_MODEL,
                    "task quality has no model '"
                            + model
                            + "'; leave the model out or name "
                            + QUALITY_MODEL);
        }
        return QUALITY_MODEL;
    }

    private static InferenceException unknownTask(String task) {
        return new InferenceException(
                InferenceException.Reason.UNKNOWN_TASK,
                "there is no task '" + task + "'; known are " + String.join(", ", Tasks.ALL));
    }
}
