package ke.co.datacraft.cv.inference;

import java.util.List;

/**
 * One barcode that was read.
 *
 * @param symbology such as {@code QR_CODE} or {@code EAN_13}
 * @param content what it says
 * @param corners four, clockwise from where the code begins
 */
public record ReadBarcode(String symbology, String content, List<ImagePoint> corners) {}
