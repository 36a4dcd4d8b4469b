package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.AnchorPoint;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.inference.BoundingBox;

/** One object in one frame. */
record Observation(
        long millis, UUID imageId, String uri, ImageSize image, float confidence, BoundingBox box) {

    /** Pixels from the left. */
    double anchorX(AnchorPoint anchor) {
        return switch (anchor) {
            case BOTTOM_CENTER, CENTER, TOP_CENTER -> box.x() + box.width() / 2.0;
            case BOTTOM_LEFT -> box.x();
            case BOTTOM_RIGHT -> (double) box.x() + box.width();
        };
    }

    /** Pixels from the top. */
    double anchorY(AnchorPoint anchor) {
        return switch (anchor) {
            case BOTTOM_CENTER, BOTTOM_LEFT, BOTTOM_RIGHT -> (double) box.y() + box.height();
            case CENTER -> box.y() + box.height() / 2.0;
            case TOP_CENTER -> box.y();
        };
    }

    double centerX() {
        return box.x() + box.width() / 2.0;
    }

    double centerY() {
        return box.y() + box.height() / 2.0;
    }

    /** Side of a square as large as the box, in pixels. */
    double size() {
        return Math.sqrt(Math.max(1, box.area()));
    }

    /** Area of the box as a share of the picture. */
    double areaShare() {
        return box.area() / ((double) image.width() * image.height());
    }

    boolean touchesEdge() {
        return box.x() <= 1
                || box.y() <= 1
                || box.x() + box.width() >= image.width() - 1
                || box.y() + box.height() >= image.height() - 1;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(millis);
        Binary.uuid(out, imageId);
        Binary.text(out, uri);
        out.writeInt(image.width());
        out.writeInt(image.height());
        out.writeFloat(confidence);
        writeBox(out, box);
    }

    static void writeBox(DataOutput out, BoundingBox box) throws IOException {
        out.writeFloat(box.x());
        out.writeFloat(box.y());
        out.writeFloat(box.width());
        out.writeFloat(box.height());
    }

    static BoundingBox readBox(DataInput in) throws IOException {
        return new BoundingBox(in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat());
    }

    static Observation read(DataInput in) throws IOException {
        return new Observation(
                in.readLong(),
                Binary.uuid(in),
                Binary.text(in),
                new ImageSize(in.readInt(), in.readInt()),
                in.readFloat(),
                readBox(in));
    }
}
