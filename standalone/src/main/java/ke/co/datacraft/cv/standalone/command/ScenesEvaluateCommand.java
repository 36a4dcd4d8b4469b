package ke.co.datacraft.cv.standalone.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;
import ke.co.datacraft.cv.standalone.scenes.AveragePrecision;
import ke.co.datacraft.cv.standalone.scenes.DetectionScore;
import ke.co.datacraft.cv.standalone.scenes.ObjectKind;
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
    private static final String CONFIDENCE = "0.02";

    private static final float USUAL_CONFIDENCE = 0.3f;
    private static final int MEGAPIXELS = 100;

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
                score.add(frame.objects(), detect(detector, frame));
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

    private static List<Detection> detect(ObjectDetector detector, SceneFrame frame) {
        byte[] jpeg = ImageFiles.encode(List.of(frame.image()), "jpg");
        ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(MEGAPIXELS));
        ImageInfo info = ImageInspector.inspect(jpeg);
        try (DecodedImage image =
                decoder.decode(
                        jpeg, info, 0, detector.minimumShortSide(info.width(), info.height()))) {
            return detector.analyze(image, Map.of("confidence", CONFIDENCE)).join().detections();
        }
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
