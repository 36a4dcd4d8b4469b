package ke.co.datacraft.cv.operators.type;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint keeps of a {@link ContractSerializer}: the record's class name. JSON bears
 * changed fields, so the same name is compatible as it is.
 *
 * @param <T> an immutable record
 */
public final class ContractSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int VERSION = 1;

    private Class<T> type;

    /** For Flink, which fills it in by {@link #readSnapshot}. */
    public ContractSerializerSnapshot() {}

    ContractSerializerSnapshot(Class<T> type) {
        this.type = type;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView target) throws IOException {
        target.writeUTF(type.getName());
    }

    @Override
    @SuppressWarnings("unchecked")
    public void readSnapshot(int version, DataInputView source, ClassLoader classes)
            throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "Serializer snapshot of version "
                            + version
                            + ", this release reads "
                            + VERSION
                            + "; restore with the release that wrote it");
        }
        String name = source.readUTF();
        try {
            type = (Class<T>) Class.forName(name, false, classes);
        } catch (ClassNotFoundException e) {
            throw new IOException("State holds " + name + ", which this release lacks", e);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new ContractSerializer<>(type);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> old) {
        return old instanceof ContractSerializerSnapshot<?> that
                        && type.getName().equals(that.type.getName())
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
