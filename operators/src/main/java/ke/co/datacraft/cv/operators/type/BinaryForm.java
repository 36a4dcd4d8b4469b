package ke.co.datacraft.cv.operators.type;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How values of one type are written as bytes. A form is a public class with a public constructor
 * without parameters, and its class name is part of every savepoint that holds such values: what it
 * writes begins with its version, and it reads every version that it ever wrote.
 *
 * @param <T> what is written
 */
public interface BinaryForm<T> {

    /** The type. */
    Class<T> type();

    /** Whether values never change, so that they need no copies. */
    boolean isImmutable();

    /** A copy that shares nothing that changes; the value itself where it is immutable. */
    T copy(T value);

    /** Writes a value. */
    void write(T value, DataOutput out) throws IOException;

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException when a later release wrote it
     */
    T read(DataInput in) throws IOException;
}
