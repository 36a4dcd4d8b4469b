package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where one object stands towards one line. */
final class LineSide {

    /** Side on which it surely is: -1 left, 1 right, 0 not known yet. */
    int side;

    /** Side of the last observation that was not on the line, however close to it. */
    int sign;

    /** The last observation. */
    double x;

    double y;
    double distance;

    /**
     * Passages between the line's ends since it was surely on a side: to the right less to the
     * left.
     */
    int passages;

    /** Capture time of the first observation after the last passage. */
    long passedMillis;

    LineSide copy() {
        LineSide copy = new LineSide();
        copy.side = side;
        copy.sign = sign;
        copy.x = x;
        copy.y = y;
        copy.distance = distance;
        copy.passages = passages;
        copy.passedMillis = passedMillis;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(side);
        out.writeByte(sign);
        out.writeDouble(x);
        out.writeDouble(y);
        out.writeDouble(distance);
        out.writeInt(passages);
        out.writeLong(passedMillis);
    }

    static LineSide read(DataInput in) throws IOException {
        LineSide line = new LineSide();
        line.side = in.readByte();
        line.sign = in.readByte();
        line.x = in.readDouble();
        line.y = in.readDouble();
        line.distance = in.readDouble();
        line.passages = in.readInt();
        line.passedMillis = in.readLong();
        return line;
    }
}
