package ke.co.datacraft.cv.operators.type;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint keeps of a {@link BinarySerializer}: the class name of its form. A form reads
 * what its older releases wrote, so the same name is compatible as it is.
 *
 * @param <T> what is written
 */
public final class BinarySerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int VERSION = 1;

    private Class<? extends BinaryForm<T>> formClass;

    /** For Flink, which fills it in by {@link #readSnapshot}. */
    public BinarySerializerSnapshot() {}

    BinarySerializerSnapshot(Class<? extends BinaryForm<T>> formClass) {
        this.formClass = formClass;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView target) throws IOException {
        target.writeUTF(formClass.getName());
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
            formClass =
                    (Class<? extends BinaryForm<T>>)
                            Class.forName(name, false, classes).asSubclass(BinaryForm.class);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException("State is in the form " + name + ", which this release lacks", e);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new BinarySerializer<>(formClass);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> old) {
        return old instanceof BinarySerializerSnapshot<?> that
                        && formClass.getName().equals(that.formClass.getName())
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
