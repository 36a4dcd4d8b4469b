package ke.co.datacraft.cv.inference.ocr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.StageTimings;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.onnx.SlotPool;
import ke.co.datacraft.cv.inference.opencv.Crops;
import ke.co.datacraft.cv.inference.opencv.Quadrilateral;

/**
 * The task {@code ocr} with PP-OCR v4 (Du et al., "PP-OCR: a practical ultra lightweight OCR
 * system", 2020, and its later versions): find lines, straighten each, read it. Good on signs and
 * photographs; it knows Latin letters without most accents, digits and Chinese, whatever the
 * languages. Works on the caller's thread. Parameters: {@code max_side} (64 to 4096, default 1280),
 * the longest side at which lines are looked for, and {@code detect_direction} (default false),
 * which turns lines that stand on their heads.
 */
public final class PaddleRecognizer implements Analyzer {

    private static final float MINIMUM_CONFIDENCE = 0.5f;
    private static final float UPRIGHT_STROKE = 1.5f;
    private static final List<String> LANGUAGES = List.of("latin", "chi_sim");

    private final PaddleModels models;
    private final ModelIdentity model;
    private final SlotPool<PaddleNetworks> workers;

    /**
     * Loads the networks.
     *
     * @throws ke.co.datacraft.cv.inference.InferenceException {@code INVALID_MODEL}
     */
    public PaddleRecognizer(OcrSettings settings) {
        this.models = PaddleModels.load(settings.runtime());
        this.model = new ModelIdentity(OcrEngines.PPOCR, "v4", models.sha256());
        this.workers = new SlotPool<>(() -> new PaddleNetworks(models));
    }

    @Override
    public String task() {
        return TesseractRecognizer.TASK;
    }

    @Override
    public ModelIdentity model() {
        return model;
    }

    /** Every pixel: lines are found on a smaller picture and read from the original. */
    @Override
    public int minimumShortSide(int width, int height) {
        return Integer.MAX_VALUE;
    }

    @Override
    public void validate(Map<String, String> parameters) {
        PaddleParameters.read(parameters);
    }

    @Override
    public CompletableFuture<Analysis.Text> analyze(
            DecodedImage image, Map<String, String> parameters) {
        PaddleParameters asked = PaddleParameters.read(parameters);
        return CompletableFuture.completedFuture(
                workers.with(networks -> recognize(networks, image, asked)));
    }

    private static Analysis.Text recognize(
            PaddleNetworks networks, DecodedImage image, PaddleParameters asked) {
        long start = System.nanoTime();
        List<Quadrilateral> regions = networks.lines(image, asked.maxSide());
        long found = System.nanoTime();
        List<ReadRegion> readings = new ArrayList<>();
        for (Quadrilateral region : regions) {
            read(networks, image, region, asked, readings);
        }
        long read = System.nanoTime();
        ReadingOrder order = ReadingOrder.of(readings, image);
        StageTimings timings = new StageTimings(0, read - start, System.nanoTime() - read);
        return TextAssembly.text(order.words(), order.lineBoxes(), LANGUAGES, timings);
    }

    private static void read(
            PaddleNetworks networks,
            DecodedImage image,
            Quadrilateral found,
            PaddleParameters asked,
            List<ReadRegion> readings) {
        boolean standing = found.height() >= UPRIGHT_STROKE * found.length();
        Quadrilateral region = standing ? found.turnedLeft() : found;
        if (asked.detectDirection()) {
            try (DecodedImage line = Crops.upright(image, region)) {
                region = networks.isTurned(line) ? region.turnedAround() : region;
            }
        }
        try (DecodedImage line = Crops.upright(image, region)) {
            CharacterSet.Reading reading = networks.read(line);
            if (!reading.text().isBlank() && reading.confidence() >= MINIMUM_CONFIDENCE) {
                readings.add(new ReadRegion(region, reading, PaddleNetworks.usedShare(line)));
            }
        }
    }

    @Override
    public void close() {
        workers.close();
        models.close();
    }
}
