package ke.co.datacraft.cv.inference.onnx;

import java.util.Arrays;
import java.util.Optional;

/** Types of tensor elements that a slot can hold, named as ONNX Runtime names them. */
enum ElementType {
    FLOAT(Float.BYTES),
    FLOAT16(Short.BYTES),
    INT32(Integer.BYTES),
    INT64(Long.BYTES);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    static Optional<ElementType> of(TensorSpec tensor) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(tensor.elementType()))
                .findFirst();
    }

    /** Size of an element. */
    int bytes() {
        return bytes;
    }

    boolean isInteger() {
        return this == INT32 || this == INT64;
    }
}
