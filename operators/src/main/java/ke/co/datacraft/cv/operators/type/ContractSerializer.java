package ke.co.datacraft.cv.operators.type;

import java.io.IOException;
import java.util.Objects;
import ke.co.datacraft.cv.contracts.ContractCodec;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a record as its length and its JSON, so that state outlives a change of the record: fields
 * that are gone are skipped, new ones are null. A new field of a record in state must therefore not
 * be primitive.
 *
 * @param <T> an immutable record
 */
public final class ContractSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    ContractSerializer(Class<T> type) {
        this.type = type;
    }

    Class<T> type() {
        return type;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    /** Null: records are not filled in later, and nothing is read into a given instance. */
    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        byte[] json =
                ContractCodec.toBytes(
                        Objects.requireNonNull(value, "A null has no place in a stream"));
        target.writeInt(json.length);
        target.write(json);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        byte[] json = new byte[source.readInt()];
        source.readFully(json);
        return ContractCodec.readTrusted(json, type);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        byte[] json = new byte[source.readInt()];
        source.readFully(json);
        target.writeInt(json.length);
        target.write(json);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContractSerializer<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new ContractSerializerSnapshot<>(type);
    }
}
