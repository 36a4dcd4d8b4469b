package ke.co.datacraft.cv.inference.barcode;

import com.google.zxing.BarcodeFormat;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import ke.co.datacraft.cv.inference.RequestParameters;

/**
 * What a request asks of the reader of barcodes.
 *
 * @param symbologies kinds to look for
 * @param tryHarder whether quarter turns, white on black and a second way to tell black from white
 *     are tried too
 */
record BarcodeParameters(Set<BarcodeFormat> symbologies, boolean tryHarder) {

    /** Kinds that can be asked for. */
    static final Set<BarcodeFormat> KNOWN =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            BarcodeFormat.QR_CODE,
                            BarcodeFormat.DATA_MATRIX,
                            BarcodeFormat.AZTEC,
                            BarcodeFormat.PDF_417,
                            BarcodeFormat.EAN_13,
                            BarcodeFormat.EAN_8,
                            BarcodeFormat.UPC_A,
                            BarcodeFormat.UPC_E,
                            BarcodeFormat.CODE_128,
                            BarcodeFormat.CODE_39,
                            BarcodeFormat.CODE_93,
                            BarcodeFormat.CODABAR,
                            BarcodeFormat.ITF));

    /**
     * Kinds that are looked for unless the request says otherwise: those that rarely see a code
     * where there is none.
     */
    private static final Set<BarcodeFormat> USUAL =
            EnumSet.of(
                    BarcodeFormat.QR_CODE,
                    BarcodeFormat.DATA_MATRIX,
                    BarcodeFormat.AZTEC,
                    BarcodeFormat.PDF_417,
                    BarcodeFormat.EAN_13,
                    BarcodeFormat.EAN_8,
                    BarcodeFormat.UPC_A,
                    BarcodeFormat.UPC_E,
                    BarcodeFormat.CODE_128,
                    BarcodeFormat.CODE_39);

    /** Kinds of two dimensions. */
    static final Set<BarcodeFormat> MATRIX =
            EnumSet.of(
                    BarcodeFormat.QR_CODE,
                    BarcodeFormat.DATA_MATRIX,
                    BarcodeFormat.AZTEC,
                    BarcodeFormat.PDF_417);

    static BarcodeParameters of(Map<String, String> parameters) {
        RequestParameters request = new RequestParameters(parameters);
        return new BarcodeParameters(
                symbologies(parameters.get("symbologies")), request.flag("try_harder", true));
    }

    private static Set<BarcodeFormat> symbologies(String text) {
        if (text == null || text.isBlank()) {
            return USUAL;
        }
        Set<BarcodeFormat> symbologies = EnumSet.noneOf(BarcodeFormat.class);
        for (String part : text.split(",")) {
            String name = part.trim().toUpperCase(Locale.ROOT);
            symbologies.add(
                    KNOWN.stream()
                            .filter(known -> known.name().equals(name))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            RequestParameters.invalid(
                                                    "symbologies", text, "give some of " + KNOWN)));
        }
        return symbologies;
    }

    boolean asksFor(BarcodeFormat symbology) {
        return symbologies.contains(symbology);
    }

    /** Kinds that are made of bars. */
    Set<BarcodeFormat> linear() {
        Set<BarcodeFormat> linear = EnumSet.copyOf(symbologies);
        linear.removeAll(MATRIX);
        return linear;
    }
}
