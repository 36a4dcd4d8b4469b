package ke.co.datacraft.cv.operators.type;

import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Flink's view of a record that {@code ContractCodec} writes as JSON.
 *
 * @param <T> an immutable record
 */
public final class ContractTypeInformation<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    private ContractTypeInformation(Class<T> type) {
        this.type = Objects.requireNonNull(type, "type");
    }

    /**
     * Type information of a record.
     *
     * @throws IllegalArgumentException when the class is no record: only those are surely immutable
     */
    public static <T> ContractTypeInformation<T> of(Class<T> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record; make it one");
        }
        return new ContractTypeInformation<>(type);
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
        return new ContractSerializer<>(type);
    }

    @Override
    public String toString() {
        return "Contract<" + type.getSimpleName() + ">";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContractTypeInformation<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ContractTypeInformation<?>;
    }
}
