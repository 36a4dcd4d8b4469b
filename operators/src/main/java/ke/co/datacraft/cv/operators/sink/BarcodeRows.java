package ke.co.datacraft.cv.operators.sink;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageResult;

/**
 * Rows of {@code cv.barcodes} that one result gives, which one statement writes.
 *
 * @param result what they share
 * @param barcodes in reading order; may be empty
 */
public record BarcodeRows(ResultColumns result, List<Row> barcodes) {

    /**
     * One code.
     *
     * @param id the row
     * @param index its place in the result, from 0
     * @param symbology such as {@code QR_CODE}
     * @param content what it says
     * @param corners JSON: list of {@code [x, y]} in pixels
     */
    public record Row(UUID id, int index, String symbology, String content, String corners) {}

    /** One per task that looked for barcodes, also when it found none. */
    public static List<BarcodeRows> of(ImageResult result) {
        return result.tasks().stream()
                .filter(task -> task.barcodes() != null)
                .map(task -> of(ResultColumns.of(result, task), task.barcodes()))
                .toList();
    }

    private static BarcodeRows of(ResultColumns columns, List<Barcode> barcodes) {
        return new BarcodeRows(
                columns,
                IntStream.range(0, barcodes.size())
                        .mapToObj(index -> row(columns, index, barcodes.get(index)))
                        .toList());
    }

    private static Row row(ResultColumns columns, int index, Barcode barcode) {
        return new Row(
                columns.rowId("barcode", index),
                index,
                ColumnText.clean(barcode.symbology(), 50),
                ColumnText.clean(barcode.content()),
                ContractCodec.toJson(barcode.corners()));
    }
}
