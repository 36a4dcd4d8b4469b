package ke.co.datacraft.cv.inference.barcode;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import ke.co.datacraft.cv.inference.ImagePoint;
import ke.co.datacraft.cv.inference.ReadBarcode;
import ke.co.datacraft.cv.inference.opencv.BarcodeRegions;
import ke.co.datacraft.cv.inference.opencv.LuminanceView;
import ke.co.datacraft.cv.inference.opencv.Quadrilateral;

/**
 * One picture's search for codes: as a whole, then at the places where codes may be, each cut out,
 * put upright and brought to a size that ZXing likes.
 */
final class BarcodeScan {

    private static final int MOST_ROUNDS = 8;
    private static final float SMALLEST_PART = 500;
    private static final float LARGEST_PART = 1000;
    private static final float LARGEST_SCALE = 4;
    private static final float[] MARGINS = {0.1f, 0.3f};

    private final BarcodeParameters wanted;
    private final LinearReader linear;
    private final FoundBarcodes found = new FoundBarcodes();
    private final List<Function<LuminanceSource, Binarizer>> binarizers = new ArrayList<>();

    BarcodeScan(BarcodeParameters wanted) {
        this.wanted = wanted;
        this.linear = wanted.linear().isEmpty() ? null : new LinearReader(wanted);
        binarizers.add(HybridBinarizer::new);
        if (wanted.tryHarder()) {
            binarizers.add(GlobalHistogramBinarizer::new);
        }
    }

    List<ReadBarcode> read(LuminanceView whole, BarcodeRegions regions) {
        List<Quadrilateral> places = regions.find(whole);
        for (Quadrilateral place : places) {
            if (!found.covers(whole.toOriginal(middle(place)))) {
                readPlace(whole, place);
            }
        }
        readAll(whole);
        if (wanted.tryHarder() && linear != null) {
            try (LuminanceView turned = whole.turnedLeft()) {
                readLinear(turned);
            }
        }
        return found.inReadingOrder();
    }

    private static ImagePoint middle(Quadrilateral place) {
        float x = 0;
        float y = 0;
        for (int corner = 0; corner < 4; corner++) {
            x += place.x()[corner] / 4;
            y += place.y()[corner] / 4;
        }
        return new ImagePoint(x, y);
    }

    private void readPlace(LuminanceView whole, Quadrilateral place) {
        float longSide = Math.max(place.length(), place.height());
        float scale = Math.min(LARGEST_SCALE, Math.max(1, SMALLEST_PART / longSide));
        scale = Math.min(scale, LARGEST_PART / longSide);
        for (float margin : MARGINS) {
            try (LuminanceView part = whole.part(place, margin, scale)) {
                if (readPart(part)) {
                    return;
                }
            }
        }
    }

    private boolean readPart(LuminanceView part) {
        LuminanceSource source = new GreyLuminance(part);
        if (readOnce(part, source) || (wanted.tryHarder() && readOnce(part, source.invert()))) {
            return true;
        }
        if (linear == null) {
            return false;
        }
        try (LuminanceView turned = part.turnedLeft()) {
            return !addAll(turned, linear.read(bitmap(new GreyLuminance(turned), 0))).isEmpty();
        }
    }

    private boolean readOnce(LuminanceView part, LuminanceSource source) {
        for (int way = 0; way < binarizers.size(); way++) {
            BinaryBitmap bitmap = bitmap(source, way);
            List<Sighting> sightings = new ArrayList<>(MatrixReader.read(bitmap, wanted));
            if (linear != null) {
                sightings.addAll(linear.read(bitmap));
            }
            if (!addAll(part, sightings).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void readAll(LuminanceView whole) {
        LuminanceSource source = new GreyLuminance(whole);
        for (int way = 0; way < binarizers.size(); way++) {
            addAll(whole, MatrixReader.read(bitmap(source, way), wanted));
        }
        if (linear != null) {
            readLinear(whole);
        }
    }

    /** A row tells its first code only, so what was read is painted over. */
    private void readLinear(LuminanceView view) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Sighting> sightings = linear.read(bitmap(new GreyLuminance(view), 0));
            if (sightings.isEmpty()) {
                return;
            }
            addAll(view, sightings).forEach(sighting -> view.blank(sighting.corners()));
        }
    }

    private BinaryBitmap bitmap(LuminanceSource source, int way) {
        return new BinaryBitmap(binarizers.get(way).apply(source));
    }

    private List<Sighting> addAll(LuminanceView view, List<Sighting> sightings) {
        sightings.forEach(sighting -> found.add(view, sighting));
        return sightings;
    }
}
