package ke.co.datacraft.cv.inference.ocr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.StageTimings;
import ke.co.datacraft.cv.inference.TextElement;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.onnx.SlotPool;
import ke.co.datacraft.cv.inference.opencv.GreyImage;

/**
 * The task {@code ocr} with Tesseract. Works on the caller's thread with an engine of its own; as
 * many engines stay loaded as there were callers at once, per combination of languages, of which
 * the four used last stay. Parameters: {@code languages} ({@code eng+fra}) and {@code
 * page_segmentation_mode} (1 or 3 to 13, default 3).
 */
public final class TesseractRecognizer implements Analyzer {

    /** Name of the task. */
    public static final String TASK = "ocr";

    private static final int MAX_LANGUAGE_SETS = 4;

    private final Tessdata data;
    private final List<String> defaultLanguages;
    private final ModelIdentity model;
    private final Map<String, SlotPool<TesseractEngine>> engines = new HashMap<>();

    /**
     * Loads the native library and finds the language data.
     *
     * @throws InferenceException {@code INVALID_MODEL} when there is no data
     */
    public TesseractRecognizer(OcrSettings settings) {
        this.data =
                Tessdata.locate(settings.tessdata())
                        .filter(found -> !found.installed(settings.languages()).isEmpty())
                        .orElseThrow(() -> noData(settings));
        this.defaultLanguages = settings.languages();
        this.model =
                new ModelIdentity(
                        OcrEngines.TESSERACT,
                        TesseractNatives.load(),
                        data.sha256(data.installed(defaultLanguages)));
    }

    private static InferenceException noData(OcrSettings settings) {
        return new InferenceException(
                InferenceException.Reason.INVALID_MODEL,
                "Tesseract has no language data of "
                        + String.join(", ", settings.languages())
                        + ": apt-get install tesseract-ocr-"
                        + String.join(" tesseract-ocr-", settings.languages())
                        + ", or set CV_TESSERACT_DATA_PATH, or use the model ppocr");
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public ModelIdentity model() {
        return model;
    }

    /** With the digest of the languages that are asked for. */
    @Override
    public ModelIdentity model(Map<String, String> parameters) {
        if (!parameters.containsKey(TesseractParameters.LANGUAGES)) {
            return model;
        }
        List<String> languages =
                TesseractParameters.read(parameters, data, defaultLanguages).languages();
        return new ModelIdentity(model.name(), model.version(), data.sha256(languages));
    }

    /** Every pixel: strokes of small print are one or two pixels wide. */
    @Override
    public int minimumShortSide(int width, int height) {
        return Integer.MAX_VALUE;
    }

    @Override
    public void validate(Map<String, String> parameters) {
        TesseractParameters.read(parameters, data, defaultLanguages);
    }

    @Override
    public CompletableFuture<Analysis.Text> analyze(
            DecodedImage image, Map<String, String> parameters) {
        TesseractParameters asked = TesseractParameters.read(parameters, data, defaultLanguages);
        long start = System.nanoTime();
        try (GreyImage grey = new GreyImage(image)) {
            long prepared = System.nanoTime();
            TesseractEngine.Page page = recognize(grey, asked);
            long recognized = System.nanoTime();
            List<TextElement> words = new ArrayList<>(page.words().size());
            for (TextElement word : page.words()) {
                words.add(
                        new TextElement(
                                word.text(),
                                word.confidence(),
                                toOriginal(word.box(), image),
                                word.line()));
            }
            List<BoundingBox> lines =
                    page.lineBoxes().stream().map(box -> toOriginal(box, image)).toList();
            StageTimings timings =
                    new StageTimings(
                            prepared - start,
                            recognized - prepared,
                            System.nanoTime() - recognized);
            return CompletableFuture.completedFuture(
                    TextAssembly.text(words, lines, asked.languages(), timings));
        }
    }

    private static BoundingBox toOriginal(BoundingBox box, DecodedImage image) {
        return new BoundingBox(
                box.x() * image.scaleX(),
                box.y() * image.scaleY(),
                box.width() * image.scaleX(),
                box.height() * image.scaleY());
    }

    private TesseractEngine.Page recognize(GreyImage grey, TesseractParameters asked) {
        SlotPool<TesseractEngine> pool = pool(asked.joinedLanguages());
        if (pool != null) {
            return pool.with(engine -> engine.recognize(grey, asked.pageSegmentationMode()));
        }
        try (TesseractEngine engine = new TesseractEngine(data, asked.joinedLanguages())) {
            return engine.recognize(grey, asked.pageSegmentationMode());
        }
    }

    /** Held only to look up, recognition runs outside it; null when no more are kept. */
    private synchronized SlotPool<TesseractEngine> pool(String languages) {
        if (!engines.containsKey(languages) && engines.size() < MAX_LANGUAGE_SETS) {
            engines.put(languages, new SlotPool<>(() -> new TesseractEngine(data, languages)));
        }
        return engines.get(languages);
    }

    @Override
    public synchronized void close() {
        engines.values().forEach(SlotPool::close);
        engines.clear();
    }
}
