package ke.co.datacraft.cv.operators.sink;

import java.io.Serializable;
import java.util.List;

/**
 * Turns a record into what Redis shows of it.
 *
 * @param <T> kind of record
 */
@FunctionalInterface
public interface RedisMapper<T> extends Serializable {

    /** Values to set, none to skip the record. */
    List<RedisWrite> map(T value);
}
