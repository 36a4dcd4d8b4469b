package ke.co.datacraft.cv.inference.barcode;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.ReadBarcode;
import ke.co.datacraft.cv.inference.StageTimings;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import ke.co.datacraft.cv.inference.onnx.SlotPool;
import ke.co.datacraft.cv.inference.opencv.BarcodeRegions;
import ke.co.datacraft.cv.inference.opencv.LuminanceView;

/**
 * The task {@code barcode}: codes of one and two dimensions, several in a picture, with ZXing at
 * the places that OpenCV proposes. Parameters: {@code symbologies} (such as {@code QR_CODE,EAN_13})
 * and {@code try_harder} (true unless given: slower, finds more).
 *
 * <p>Corners are those of the symbol without its quiet zone; of bars, they lie within the first and
 * the last bars. An Aztec code may begin at another of its corners.
 */
public final class BarcodeReader implements Analyzer {

    /** Name of the model. */
    public static final String MODEL = "zxing";

    /** Version of the library. */
    static final String VERSION = "3.5.4";

    /** Larger pictures are scaled down to it. */
    private static final int LARGEST_LONG_SIDE = 3000;

    private static final ModelIdentity IDENTITY = new ModelIdentity(MODEL, VERSION, null);

    private final SlotPool<BarcodeRegions> regions;

    /** Loads OpenCV. */
    public BarcodeReader() {
        OpenCv.initialise();
        this.regions = new SlotPool<>(BarcodeRegions::new);
    }

    @Override
    public String task() {
        return "barcode";
    }

    @Override
    public ModelIdentity model() {
        return IDENTITY;
    }

    /** Every pixel: the modules of a code may be few pixels wide. */
    @Override
    public int minimumShortSide(int width, int height) {
        return Integer.MAX_VALUE;
    }

    @Override
    public void validate(Map<String, String> parameters) {
        BarcodeParameters.of(parameters);
    }

    @Override
    public CompletableFuture<Analysis.Barcodes> analyze(
            DecodedImage image, Map<String, String> parameters) {
        try {
            BarcodeParameters wanted = BarcodeParameters.of(parameters);
            return CompletableFuture.completedFuture(
                    regions.with(finder -> read(image, finder, wanted)));
        } catch (RuntimeException exception) {
            return CompletableFuture.failedFuture(exception);
        }
    }

    private static Analysis.Barcodes read(
            DecodedImage image, BarcodeRegions finder, BarcodeParameters wanted) {
        long start = System.nanoTime();
        try (LuminanceView whole = LuminanceView.of(image, LARGEST_LONG_SIDE)) {
            long prepared = System.nanoTime();
            List<ReadBarcode> barcodes = new BarcodeScan(wanted).read(whole, finder);
            long done = System.nanoTime();
            return new Analysis.Barcodes(
                    barcodes, new StageTimings(prepared - start, done - prepared, 0));
        }
    }

    /** Frees the detectors; an analysis under way ends first. */
    @Override
    public void close() {
        regions.close();
    }
}
