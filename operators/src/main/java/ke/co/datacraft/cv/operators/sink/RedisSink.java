package ke.co.datacraft.cv.operators.sink;

import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.redis.RedisConnections;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Shows records in Redis. These are live values, the truth is elsewhere: while Redis is away the
 * latest value of each key waits, in bounded memory, and the job goes on.
 *
 * @param <T> kind of record
 */
public final class RedisSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final RedisSettings settings;
    private final RedisMapper<T> mapper;
    private final RedisBatching batching;

    /**
     * @param name label {@code sink} of its metrics
     * @param settings where Redis is
     * @param mapper what is shown of a record
     * @param batching how writes are gathered
     */
    public RedisSink(
            String name, RedisSettings settings, RedisMapper<T> mapper, RedisBatching batching) {
        this.name = name;
        this.settings = settings;
        this.mapper = mapper;
        this.batching = batching;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new RedisSinkWriter<>(
                mapper,
                new RedisPipe(() -> RedisConnections.open(settings)),
                batching,
                context.getProcessingTimeService(),
                new RedisSinkMetrics(CvMetrics.of(context.metricGroup()), name));
    }
}
