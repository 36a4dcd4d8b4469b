package ke.co.datacraft.cv.operators.camera;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The enumerator's state: the version of its cameras, how many there are, and each. */
public final class CameraEnumeratorStateSerializer
        implements SimpleVersionedSerializer<CameraEnumeratorState> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(CameraEnumeratorState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(state.cameras().size());
        for (CameraSplit camera : state.cameras()) {
            CameraSplitSerializer.write(camera, out);
        }
        return bytes.toByteArray();
    }

    @Override
    public CameraEnumeratorState deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "State of cameras has version "
                            + version
                            + ", this release reads "
                            + VERSION
                            + "; restore with the release that wrote it");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        int size = in.readInt();
        List<CameraSplit> cameras = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            cameras.add(CameraSplitSerializer.read(in));
        }
        return new CameraEnumeratorState(cameras);
    }
}
