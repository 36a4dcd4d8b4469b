package ke.co.datacraft.cv.operators.type;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Flink's view of a type that is written in a {@link BinaryForm}.
 *
 * @param <T> what is written
 */
public final class BinaryTypeInformation<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final Class<? extends BinaryForm<T>> formClass;

    private BinaryTypeInformation(Class<T> type, Class<? extends BinaryForm<T>> formClass) {
        this.type = type;
        this.formClass = formClass;
    }

    /**
     * Type information of what a form writes.
     *
     * @throws IllegalArgumentException when it is no public class with a public constructor without
     *     parameters
     */
    public static <T> BinaryTypeInformation<T> ofForm(Class<? extends BinaryForm<T>> formClass) {
        return new BinaryTypeInformation<>(BinarySerializer.create(formClass).type(), formClass);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new BinarySerializer<>(formClass);
    }

    @Override
    public String toString() {
        return "Binary<" + type.getSimpleName() + ">";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinaryTypeInformation<?> that && formClass == that.formClass;
    }

    @Override
    public int hashCode() {
        return formClass.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof BinaryTypeInformation<?>;
    }
}
