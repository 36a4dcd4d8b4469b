package ke.co.datacraft.cv.inference.barcode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.ResultPoint;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.ImagePoint;

/**
 * A code that was read in a view.
 *
 * @param symbology its kind
 * @param content what it says
 * @param corners four in the view's pixels, clockwise from where the code begins
 */
record Sighting(BarcodeFormat symbology, String content, List<ImagePoint> corners) {

    /** Whether it is made of bars, which any row tells. */
    boolean isLinear() {
        return !BarcodeParameters.MATRIX.contains(symbology);
    }

    static Sighting of(BarcodeFormat symbology, String content, ResultPoint... corners) {
        List<ImagePoint> points = new ArrayList<>(corners.length);
        for (ResultPoint corner : corners) {
            points.add(new ImagePoint(corner.getX(), corner.getY()));
        }
        return new Sighting(symbology, content, List.copyOf(points));
    }
}
