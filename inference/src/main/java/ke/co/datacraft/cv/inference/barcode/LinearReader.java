package ke.co.datacraft.cv.inference.barcode;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.BitArray;
import com.google.zxing.oned.MultiFormatOneDReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.ImagePoint;

/**
 * Reads codes made of bars in a view whose rows cross the bars. What only one row says is not
 * believed: bars have little or no redundancy.
 */
final class LinearReader {

    private static final int ROWS = 120;
    private static final int LEAST_ROWS = 2;

    /** Rows without success, of those that are looked at, that end a code. */
    private static final int LARGEST_GAP = 8;

    private final MultiFormatOneDReader reader;
    private final Map<DecodeHintType, Object> hints;

    /** Rows that say the same at the same place. */
    private static final class Run {
        private final Result first;
        private final boolean reversed;
        private final float[] begin = new float[4];
        private final float[] end = new float[4];
        private int lastRow;
        private int rows;

        private Run(Result result, boolean reversed, int row, float from, float to) {
            this.first = result;
            this.reversed = reversed;
            begin[0] = from;
            begin[1] = row;
            begin[2] = to;
            begin[3] = row;
            add(row, from, to);
        }

        private void add(int row, float from, float to) {
            end[0] = from;
            end[1] = row;
            end[2] = to;
            end[3] = row;
            lastRow = row;
            rows++;
        }

        private boolean continues(Result result, boolean backwards, float from, float to) {
            float overlap =
                    Math.min(Math.max(from, to), Math.max(end[0], end[2]))
                            - Math.max(Math.min(from, to), Math.min(end[0], end[2]));
            return backwards == reversed
                    && result.getText().equals(first.getText())
                    && result.getBarcodeFormat() == first.getBarcodeFormat()
                    && overlap > 0.5f * Math.abs(to - from);
        }

        private Sighting sighting() {
            ImagePoint upperBegin = new ImagePoint(begin[0], begin[1]);
            ImagePoint upperEnd = new ImagePoint(begin[2], begin[3]);
            ImagePoint lowerBegin = new ImagePoint(end[0], end[1] + 1);
            ImagePoint lowerEnd = new ImagePoint(end[2], end[3] + 1);
            return new Sighting(
                    first.getBarcodeFormat(),
                    first.getText(),
                    reversed
                            ? List.of(lowerBegin, lowerEnd, upperEnd, upperBegin)
                            : List.of(upperBegin, upperEnd, lowerEnd, lowerBegin));
        }
    }

    LinearReader(BarcodeParameters wanted) {
        hints =
                Map.of(
                        DecodeHintType.TRY_HARDER,
                        Boolean.TRUE,
                        DecodeHintType.POSSIBLE_FORMATS,
                        wanted.linear());
        reader = new MultiFormatOneDReader(hints);
    }

    /** Every code whose row no other code shares on its left. */
    List<Sighting> read(BinaryBitmap bitmap) {
        int step = Math.max(1, bitmap.getHeight() / ROWS);
        List<Run> runs = new ArrayList<>();
        BitArray row = new BitArray(bitmap.getWidth());
        for (int y = step / 2; y < bitmap.getHeight(); y += step) {
            try {
                row = bitmap.getBlackRow(y, row);
            } catch (ReaderException exception) {
                continue;
            }
            if (!add(row, y, step, false, runs)) {
                row.reverse();
                add(row, y, step, true, runs);
                row.reverse();
            }
        }
        return runs.stream().filter(run -> run.rows >= LEAST_ROWS).map(Run::sighting).toList();
    }

    private boolean add(BitArray row, int y, int step, boolean reversed, List<Run> runs) {
        Result result;
        try {
            result = reader.decodeRow(y, row, hints);
        } catch (ReaderException exception) {
            return false;
        }
        ResultPoint[] points = result.getResultPoints();
        float from = points[0].getX();
        float to = points[1].getX();
        float begin = reversed ? row.getSize() - 1 - from : from;
        float finish = reversed ? row.getSize() - 1 - to : to;
        for (Run run : runs) {
            if (y - run.lastRow <= LARGEST_GAP * step
                    && run.continues(result, reversed, begin, finish)) {
                run.add(y, begin, finish);
                return true;
            }
        }
        runs.add(new Run(result, reversed, y, begin, finish));
        return true;
    }
}
