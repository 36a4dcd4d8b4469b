package ke.co.datacraft.cv.jobs.testing;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Keeps what it is given, in this process; Flink copies sinks, so the values are found by a name.
 *
 * @param <T> what flows
 */
public final class CollectingSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Queue<Object>> VALUES = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();

    /** What came so far, in order of arrival. */
    @SuppressWarnings("unchecked") // Only the writer below adds, and it adds Ts.
    public List<T> values() {
        return (List<T>) List.copyOf(VALUES.getOrDefault(name, new ConcurrentLinkedQueue<>()));
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        Queue<Object> values = VALUES.computeIfAbsent(name, any -> new ConcurrentLinkedQueue<>());
        return new SinkWriter<>() {
            @Override
            public void write(T value, Context writeContext) {
                values.add(value);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
