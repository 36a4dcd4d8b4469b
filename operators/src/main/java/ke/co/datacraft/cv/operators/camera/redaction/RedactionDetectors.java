package ke.co.datacraft.cv.operators.camera.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.Redaction;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.Face;
import ke.co.datacraft.cv.inference.opencv.CascadeFaceDetector;
import ke.co.datacraft.cv.operators.vision.AnalyzerSet;

/**
 * Models that find what is redacted, each loaded when it is first asked for. One that cannot be
 * loaded is tried again with the next source.
 */
final class RedactionDetectors implements AutoCloseable {

    /** Knows drawn streets and nothing else. */
    private static final String DRAWN_STREETS = "street-objects";

    private final RedactionSettings settings;
    private final Map<String, String> parameters;
    private boolean closed;
    private AnalyzerSet analyzers;

    RedactionDetectors(RedactionSettings settings) {
        this.settings = settings;
        this.parameters = parameters(settings.confidence());
    }

    private static Map<String, String> parameters(double confidence) {
        return Map.of(
                "confidence",
                Double.toString(confidence),
                "max_detections",
                Integer.toString(Finds.MOST));
    }

    /**
     * What finds all that a source wants hidden.
     *
     * @throws RuntimeException when that cannot be found with the models there are
     */
    synchronized List<Finder> finders(SourceDefinition source, Redaction redaction) {
        List<Finder> finders = new ArrayList<>();
        if (redaction.faces()) {
            finders.add(faces());
        }
        boolean vehicles = redaction.numberPlates() && settings.plateModel() == null;
        if (redaction.numberPlates() && !vehicles) {
            finders.add(plates());
        }
        if (vehicles || !redaction.labels().isEmpty()) {
            finders.add(objects(source, redaction.labels(), vehicles));
        }
        return finders;
    }

    private Finder faces() {
        Analyzer detector = analyzers().get(Tasks.FACE_DETECTION, settings.faceModel());
        // A cascade knows no probability, and has a bound of its own.
        Map<String, String> asked =
                detector instanceof CascadeFaceDetector
                        ? Map.of()
                        : parameters(settings.faceConfidence());
        return (image, into) -> {
            Analysis.Faces found = (Analysis.Faces) detector.analyze(image, asked).join();
            for (Face face : found.faces()) {
                into.add(RedactionKind.FACE, face.box());
            }
        };
    }

    /** Whatever a model of plates finds is a plate. */
    private Finder plates() {
        Analyzer detector = analyzers().get(Tasks.OBJECT_DETECTION, settings.plateModel());
        return (image, into) -> {
            Analysis.Objects found = (Analysis.Objects) detector.analyze(image, parameters).join();
            for (Detection plate : found.detections()) {
                into.add(RedactionKind.NUMBER_PLATE, plate.box());
            }
        };
    }

    private Finder objects(SourceDefinition source, List<String> labels, boolean vehicles) {
        Analyzer detector = analyzers().get(Tasks.OBJECT_DETECTION, settings.objectModel());
        if (settings.objectModel() == null
                && source.kind() != SourceKind.SIMULATOR
                && detector.model().name().equals(DRAWN_STREETS)) {
            throw new IllegalStateException(
                    "CV_YOLO_MODEL is "
                            + DRAWN_STREETS
                            + ", which finds nothing in real pictures; name a detector of yours in"
                            + " CV_REDACTION_MODEL");
        }
        return new ObjectFinder(
                detector,
                parameters,
                labels,
                vehicles ? settings.vehicleLabels() : List.of(),
                settings.vehicleShare());
    }

    /** Manifests are read when a source first needs a model: most installations redact nothing. */
    private AnalyzerSet analyzers() {
        if (closed) {
            throw new IllegalStateException("the job ends");
        }
        if (analyzers == null) {
            analyzers = new AnalyzerSet(settings.inference());
        }
        return analyzers;
    }

    /** Closes what is loaded, after looks that are under way. */
    @Override
    public synchronized void close() {
        closed = true;
        if (analyzers != null) {
            analyzers.close();
        }
    }
}
