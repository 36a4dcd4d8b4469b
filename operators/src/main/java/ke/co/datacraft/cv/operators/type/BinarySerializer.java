package ke.co.datacraft.cv.operators.type;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes values in a {@link BinaryForm}, for state that changes with every record and for streams
 * where JSON would take longer than the work.
 *
 * @param <T> what is written
 */
public final class BinarySerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final Class<? extends BinaryForm<T>> formClass;
    private transient BinaryForm<T> form;

    BinarySerializer(Class<? extends BinaryForm<T>> formClass) {
        this.formClass = formClass;
    }

    Class<? extends BinaryForm<T>> formClass() {
        return formClass;
    }

    static <T> BinaryForm<T> create(Class<? extends BinaryForm<T>> formClass) {
        try {
            return formClass.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    formClass.getName()
                            + " is no form: make it a public class with a public constructor"
                            + " without parameters",
                    e);
        }
    }

    private BinaryForm<T> form() {
        if (form == null) {
            form = create(formClass);
        }
        return form;
    }

    @Override
    public boolean isImmutableType() {
        return form().isImmutable();
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return new BinarySerializer<>(formClass);
    }

    /** Null: nothing is read into a given instance. */
    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return form().copy(from);
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        form().write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return form().read(source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinarySerializer<?> that && formClass == that.formClass;
    }

    @Override
    public int hashCode() {
        return formClass.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new BinarySerializerSnapshot<>(formClass);
    }
}
