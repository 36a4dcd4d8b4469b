package ke.co.datacraft.cv.inference.barcode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.ResultPoint;
import com.google.zxing.aztec.AztecDetectorResult;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DetectorResult;
import com.google.zxing.multi.qrcode.detector.MultiDetector;
import com.google.zxing.pdf417.PDF417Reader;
import com.google.zxing.qrcode.decoder.QRCodeDecoderMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads codes of two dimensions in a view. */
final class MatrixReader {

    /** Modules from the edge of a QR code to the centre of a finder pattern. */
    private static final float FINDER = 3.5f;

    private static final Map<DecodeHintType, Object> HINTS =
            Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE);

    private MatrixReader() {}

    /**
     * Every code of the wanted kinds that can be read; of Data Matrix and Aztec only one, in the
     * middle.
     */
    static List<Sighting> read(BinaryBitmap bitmap, BarcodeParameters wanted) {
        List<Sighting> sightings = new ArrayList<>();
        BitMatrix matrix;
        try {
            matrix = bitmap.getBlackMatrix();
        } catch (ReaderException exception) {
            return sightings;
        }
        if (wanted.asksFor(BarcodeFormat.QR_CODE)) {
            addQrCodes(matrix, sightings);
        }
        if (wanted.asksFor(BarcodeFormat.DATA_MATRIX)) {
            addDataMatrix(matrix, sightings);
        }
        if (wanted.asksFor(BarcodeFormat.AZTEC)) {
            addAztec(matrix, sightings);
        }
        if (wanted.asksFor(BarcodeFormat.PDF_417)) {
            addPdf417(bitmap, sightings);
        }
        return sightings;
    }

    private static void addQrCodes(BitMatrix matrix, List<Sighting> sightings) {
        DetectorResult[] found;
        try {
            found = new MultiDetector(matrix).detectMulti(HINTS);
        } catch (ReaderException exception) {
            return;
        }
        for (DetectorResult one : found) {
            try {
                var decoded =
                        new com.google.zxing.qrcode.decoder.Decoder().decode(one.getBits(), HINTS);
                ResultPoint[] points = one.getPoints().clone();
                if (decoded.getOther() instanceof QRCodeDecoderMetaData mirror) {
                    mirror.applyMirroredCorrection(points);
                }
                sightings.add(
                        Sighting.of(
                                BarcodeFormat.QR_CODE,
                                decoded.getText(),
                                corners(points, one.getBits().getWidth())));
            } catch (ReaderException exception) {
                // Looked like one; another view may show it better.
                continue;
            }
        }
    }

    /** From the centres of the finder patterns (bottom left, top left, top right) outwards. */
    private static ResultPoint[] corners(ResultPoint[] finders, int modules) {
        ResultPoint origin = finders[1];
        float acrossX = (finders[2].getX() - origin.getX()) / (modules - 2 * FINDER);
        float acrossY = (finders[2].getY() - origin.getY()) / (modules - 2 * FINDER);
        float downX = (finders[0].getX() - origin.getX()) / (modules - 2 * FINDER);
        float downY = (finders[0].getY() - origin.getY()) / (modules - 2 * FINDER);
        float near = -FINDER;
        float far = modules - FINDER;
        float[][] places = {{near, near}, {far, near}, {far, far}, {near, far}};
        ResultPoint[] corners = new ResultPoint[4];
        for (int i = 0; i < 4; i++) {
            corners[i] =
                    new ResultPoint(
                            origin.getX() + places[i][0] * acrossX + places[i][1] * downX,
                            origin.getY() + places[i][0] * acrossY + places[i][1] * downY);
        }
        return corners;
    }

    private static void addDataMatrix(BitMatrix matrix, List<Sighting> sightings) {
        try {
            DetectorResult found =
                    new com.google.zxing.datamatrix.detector.Detector(matrix).detect();
            String text =
                    new com.google.zxing.datamatrix.decoder.Decoder()
                            .decode(found.getBits())
                            .getText();
            ResultPoint[] points = found.getPoints();
            // Top left, bottom left, bottom right, top right.
            sightings.add(
                    Sighting.of(
                            BarcodeFormat.DATA_MATRIX,
                            text,
                            points[0],
                            points[3],
                            points[2],
                            points[1]));
        } catch (ReaderException exception) {
            return;
        }
    }

    private static void addAztec(BitMatrix matrix, List<Sighting> sightings) {
        for (boolean mirrored : new boolean[] {false, true}) {
            try {
                AztecDetectorResult found =
                        new com.google.zxing.aztec.detector.Detector(matrix).detect(mirrored);
                String text = new com.google.zxing.aztec.decoder.Decoder().decode(found).getText();
                sightings.add(Sighting.of(BarcodeFormat.AZTEC, text, found.getPoints()));
                return;
            } catch (ReaderException exception) {
                continue;
            }
        }
    }

    /** The points are those of the picture as it was turned to find the code. */
    private static ResultPoint[] turnedBack(Result found, BinaryBitmap bitmap) {
        Object turned =
                found.getResultMetadata() == null
                        ? null
                        : found.getResultMetadata().get(ResultMetadataType.ORIENTATION);
        int degrees = turned instanceof Integer value ? value : 0;
        float right = bitmap.getWidth() - 1f;
        float bottom = bitmap.getHeight() - 1f;
        ResultPoint[] points = found.getResultPoints().clone();
        for (int i = 0; i < points.length; i++) {
            ResultPoint point = points[i];
            if (point != null && degrees != 0) {
                points[i] =
                        switch (degrees) {
                            case 90 -> new ResultPoint(right - point.getY(), point.getX());
                            case 180 ->
                                    new ResultPoint(right - point.getX(), bottom - point.getY());
                            default -> new ResultPoint(point.getY(), bottom - point.getX());
                        };
            }
        }
        return points;
    }

    private static void addPdf417(BinaryBitmap bitmap, List<Sighting> sightings) {
        try {
            for (Result found : new PDF417Reader().decodeMultiple(bitmap, HINTS)) {
                ResultPoint[] points = turnedBack(found, bitmap);
                // Top left, bottom left, top right, bottom right; one side may be worn off.
                if (points[0] != null && points[2] != null) {
                    sightings.add(
                            Sighting.of(
                                    BarcodeFormat.PDF_417,
                                    found.getText(),
                                    points[0],
                                    points[2],
                                    points[3],
                                    points[1]));
                }
            }
        } catch (ReaderException exception) {
            return;
        }
    }
}
