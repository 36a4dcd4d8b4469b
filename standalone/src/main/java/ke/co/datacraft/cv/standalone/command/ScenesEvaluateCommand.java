package ke.co.datacraft.cv.standalone.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.scenes.AveragePrecision;
import ke.co.datacraft.cv.standalone.scenes.DetectionScore;
import ke.co.datacraft.cv.standalone.scenes.ObjectKind;
import ke.co.datacraft.cv.standalone.scenes.SceneDetections;
import ke.co.datacraft.cv.standalone.scenes.SceneFrame;
import ke.co.datacraft.cv.standalone.scenes.SceneSeries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cv scenes evaluate}: how much of the truth a detector finds. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Runs a detector on scenes through the project's own runtime and prints average"
                    + " precision at IoU 0.5 (COCO's 101 points of recall) per class and their mean.",
            "The shipped model learned from the seeds that models/training/README.md names; give"
                    + " others."
        })
final class ScenesEvaluateCommand implements Callable<Integer> {

    /** Low, since average precision looks at all confidences. */
    private static final float CONFIDENCE = 0.02f;

    private static final float USUAL_CONFIDENCE = 0.3f;

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE",
            defaultValue = "street-objects",
            description = "Name of a model or path of an ONNX file (${DEFAULT-VALUE}).")
    private String model;

    @Mixin private ModelsTarget models;

    @Mixin private SceneOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        int frames = options.frames();
        SceneSeries series = options.series();
        ModelRepository repository = models.repository();
        DetectionScore score = new DetectionScore();
        try (ObjectDetector detector =
                new ObjectDetector(repository.load(ModelsTarget.resolve(repository, model)))) {
            for (int number = 0; number < frames; number++) {
                SceneFrame frame = series.frame(number);
                score.add(frame.objects(), SceneDetections.of(detector, frame, CONFIDENCE));
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    detector.model().name()
                            + "@"
                            + detector.model().version()
                            + " on "
                            + frames
                            + " frames of seed "
                            + options.seed());
            print(score, out);
        }
        return ExitCodes.OK;
    }

    private static void print(DetectionScore score, PrintWriter out) {
        TextTable table = new TextTable("CLASS", "OBJECTS", "AP50", "RECALL", "PRECISION");
        for (ObjectKind kind : ObjectKind.values()) {
            AveragePrecision own = score.of(kind);
            table.add(
                    kind.label(),
                    own.truths(),
                    three(own.value()),
                    three(own.recall(USUAL_CONFIDENCE)),
                    three(own.precision(USUAL_CONFIDENCE)));
        }
        table.print(out);
        out.println(
                "mAP50 "
                        + three(score.meanAveragePrecision())
                        + "; recall and precision at confidence "
                        + USUAL_CONFIDENCE);
        out.flush();
    }

    private static String three(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
