package ke.co.datacraft.cv.standalone.models;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.model.DecoderFamily;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelFile;
import ke.co.datacraft.cv.inference.model.ModelManifest;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ResolvedModel;
import ke.co.datacraft.cv.inference.ocr.OcrEngines;
import ke.co.datacraft.cv.inference.ocr.OcrSettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.inference.onnx.Slot;

/** Loads a model and runs it once on an empty picture. */
public final class ModelTrial {

    private static final int SIDE = 64;

    /** What stands for open sizes: PP-OCR reads lines of 48 pixels, every network takes 320. */
    private static final long[] USUAL = {1, 3, 48, 320};

    private ModelTrial() {}

    /**
     * Runs it.
     *
     * @return what it is made of, line by line
     * @throws InferenceException saying what is wrong with it
     */
    public static List<String> run(ModelRepository repository, ResolvedModel model) {
        boolean language =
                model.manifest().filter(m -> m.decoder() == DecoderFamily.TESSERACT).isPresent();
        return language ? readEmptyPage(repository, model) : run(repository.load(model));
    }

    /**
     * Runs a loaded model and closes it.
     *
     * @return its tensors, line by line
     * @throws InferenceException saying what is wrong with it
     */
    public static List<String> run(LoadedModel model) {
        List<String> lines = new ArrayList<>();
        model.network().inputs().forEach(input -> lines.add("input " + input));
        model.network().outputs().forEach(output -> lines.add("output " + output));
        if (model.manifest().task().equals(ObjectDetector.TASK)) {
            lines.add(model.manifest().labels().names().size() + " classes");
            try (ObjectDetector detector = new ObjectDetector(model)) {
                analyze(detector);
            }
        } else {
            runNetwork(model);
        }
        return lines;
    }

    private static void runNetwork(LoadedModel model) {
        try (model) {
            List<Long> shape = model.network().inputs().get(0).shape();
            Integer width = model.manifest().input().width();
            Integer height = model.manifest().input().height();
            long[] usual = {1, 3, height == null ? SIDE : height, width == null ? SIDE : width};
            long[] filled = new long[shape.size()];
            for (int axis = 0; axis < filled.length; axis++) {
                boolean open = shape.get(axis) <= 0 && axis < usual.length;
                filled[axis] = open ? usual[axis] : Math.max(1, shape.get(axis));
            }
            try (Slot slot = model.network().newSlot(filled)) {
                slot.run();
            }
        }
    }

    private static List<String> readEmptyPage(ModelRepository repository, ResolvedModel model) {
        ModelManifest manifest = model.manifest().orElseThrow();
        ModelFile file = repository.inspect(model);
        if (file.state() != ModelFile.State.HERE) {
            throw new InferenceException(
                    InferenceException.Reason.INVALID_MODEL,
                    "language data "
                            + manifest.file()
                            + " is "
                            + (file.place() == null ? "not here" : "damaged")
                            + "; run ./cv models pull "
                            + manifest.reference());
        }
        Path data = Path.of(file.place());
        String language = data.getFileName().toString().replaceFirst("\\.traineddata$", "");
        OcrSettings settings =
                new OcrSettings(data.getParent(), List.of(language), OnnxSettings.cpu());
        try (Analyzer engine = OcrEngines.open(OcrEngines.TESSERACT, settings)) {
            analyze(engine);
        }
        return List.of("language " + language);
    }

    private static void analyze(Analyzer analyzer) {
        byte[] picture = emptyPicture();
        ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(1));
        ImageInfo info = ImageInspector.inspect(picture);
        try (DecodedImage image =
                decoder.decode(
                        picture, info, 0, analyzer.minimumShortSide(info.width(), info.height()))) {
            analyzer.analyze(image, Map.of()).join();
        } catch (CompletionException exception) {
            if (exception.getCause() instanceof InferenceException refused) {
                throw refused;
            }
            throw exception;
        }
    }

    private static byte[] emptyPicture() {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(
                    new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR), "png", bytes);
            return bytes.toByteArray();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
