package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * One barcode.
 *
 * @param symbology such as {@code QR_CODE}, {@code DATA_MATRIX}, {@code EAN_13} or {@code CODE_128}
 * @param content what it says
 * @param corners {@code [x, y]} of its corners in pixels of the image after EXIF rotation,
 *     clockwise as the code is read
 */
public record Barcode(String symbology, String content, List<List<Double>> corners) {}
