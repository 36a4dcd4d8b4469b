package ke.co.datacraft.cv.operators.record;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.operators.type.BinaryForm;

/**
 * What was detected in one frame of a source: as much of its result as analytics needs.
 *
 * @param tenantId owner
 * @param sourceId the source
 * @param millis capture time in milliseconds since the epoch
 * @param imageId identity of the frame
 * @param uri where its bytes are
 * @param image its size
 * @param detections its objects, in the order of the result
 * @param origin where its result was read
 */
public record SourceFrame(
        String tenantId,
        String sourceId,
        long millis,
        UUID imageId,
        String uri,
        ImageSize image,
        List<Detection> detections,
        RecordOrigin origin) {

    /** Keeps an unchangeable copy. */
    public SourceFrame {
        detections = List.copyOf(detections);
    }

    /** Key of the source, {@code tenant/id}. */
    public String key() {
        return tenantId + "/" + sourceId;
    }

    /** How frames are written. */
    public static final class Form implements BinaryForm<SourceFrame> {

        private static final int VERSION = 1;

        @Override
        public Class<SourceFrame> type() {
            return SourceFrame.class;
        }

        @Override
        public boolean isImmutable() {
            return true;
        }

        @Override
        public SourceFrame copy(SourceFrame value) {
            return value;
        }

        @Override
        public void write(SourceFrame value, DataOutput out) throws IOException {
            out.writeByte(VERSION);
            out.writeUTF(value.tenantId);
            out.writeUTF(value.sourceId);
            out.writeLong(value.millis);
            out.writeLong(value.imageId.getMostSignificantBits());
            out.writeLong(value.imageId.getLeastSignificantBits());
            out.writeUTF(value.uri);
            out.writeInt(value.image.width());
            out.writeInt(value.image.height());
            out.writeInt(value.detections.size());
            for (Detection detection : value.detections) {
                out.writeInt(detection.classId());
                out.writeUTF(detection.label());
                out.writeFloat(detection.confidence());
                out.writeFloat(detection.box().x());
                out.writeFloat(detection.box().y());
                out.writeFloat(detection.box().width());
                out.writeFloat(detection.box().height());
            }
            out.writeUTF(value.origin.topic());
            out.writeInt(value.origin.partition());
            out.writeLong(value.origin.offset());
        }

        @Override
        public SourceFrame read(DataInput in) throws IOException {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IOException(
                        "A frame has form "
                                + version
                                + ", known is "
                                + VERSION
                                + ": run the release that wrote it, or a later one");
            }
            String tenantId = in.readUTF();
            String sourceId = in.readUTF();
            long millis = in.readLong();
            UUID imageId = new UUID(in.readLong(), in.readLong());
            String uri = in.readUTF();
            ImageSize image = new ImageSize(in.readInt(), in.readInt());
            int size = in.readInt();
            List<Detection> detections = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                detections.add(
                        new Detection(
                                in.readInt(),
                                in.readUTF(),
                                in.readFloat(),
                                new BoundingBox(
                                        in.readFloat(),
                                        in.readFloat(),
                                        in.readFloat(),
                                        in.readFloat())));
            }
            RecordOrigin origin = new RecordOrigin(in.readUTF(), in.readInt(), in.readLong());
            return new SourceFrame(
                    tenantId, sourceId, millis, imageId, uri, image, detections, origin);
        }
    }
}
