package ke.co.datacraft.cv.operators.camera;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Cameras in state and on their way to readers. A definition is JSON, which bears new fields. */
public final class CameraSplitSerializer implements SimpleVersionedSerializer<CameraSplit> {

    /** Version of the form that this release writes, and the only one it reads. */
    static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(CameraSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        write(split, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Override
    public CameraSplit deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "A camera in state has version "
                            + version
                            + ", this release reads "
                            + VERSION
                            + "; restore with the release that wrote it");
        }
        return read(new DataInputStream(new ByteArrayInputStream(serialized)));
    }

    static void write(CameraSplit split, DataOutputStream out) throws IOException {
        byte[] definition = ContractCodec.toBytes(split.source());
        out.writeUTF(split.key());
        out.writeInt(definition.length);
        out.write(definition);
        out.writeLong(split.baseTimeMillis());
        CameraPosition position = split.position();
        out.writeLong(position.loops());
        out.writeLong(position.loopOffsetNanos());
        out.writeLong(position.nextFrame());
        out.writeLong(position.lastMediaNanos());
        out.writeLong(position.intervalNanos());
        CameraCounts counts = split.counts();
        out.writeLong(counts.read());
        out.writeLong(counts.sent());
        out.writeLong(counts.dropped());
        out.writeLong(counts.withoutMotion());
        out.writeLong(counts.reconnects());
    }

    static CameraSplit read(DataInputStream in) throws IOException {
        String key = in.readUTF();
        byte[] definition = in.readNBytes(in.readInt());
        return new CameraSplit(
                key,
                ContractCodec.readTrusted(definition, SourceDefinition.class),
                in.readLong(),
                new CameraPosition(
                        in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong()),
                new CameraCounts(
                        in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong()));
    }
}
