package ke.co.datacraft.cv.inference.barcode;

import com.google.zxing.LuminanceSource;
import ke.co.datacraft.cv.inference.opencv.LuminanceView;

/** Grey values for ZXing, which reads them from an array. */
final class GreyLuminance extends LuminanceSource {

    private final byte[] values;

    GreyLuminance(LuminanceView view) {
        super(view.width(), view.height());
        this.values = view.values();
    }

    @Override
    public byte[] getRow(int y, byte[] row) {
        byte[] target = row == null || row.length < getWidth() ? new byte[getWidth()] : row;
        System.arraycopy(values, y * getWidth(), target, 0, getWidth());
        return target;
    }

    @Override
    public byte[] getMatrix() {
        return values;
    }
}
