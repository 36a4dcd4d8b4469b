package ke.co.datacraft.cv.operators.sink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the latest value of each key and the entries of streams, and sends them in batches. All
 * calls come from the task's thread, timers included.
 *
 * @param <T> kind of record
 */
final class RedisSinkWriter<T> implements SinkWriter<T> {

    private static final Logger LOG = LoggerFactory.getLogger(RedisSinkWriter.class);
    private static final long FIRST_BACKOFF_MILLIS = 100;

    private final RedisMapper<T> mapper;
    private final RedisPipe pipe;
    private final RedisBatching batching;
    private final ProcessingTimeService time;
    private final RedisSinkMetrics metrics;

    private final Map<String, RedisWrite> pending = new LinkedHashMap<>();
    private volatile int pendingSize;
    private boolean timerSet;
    private boolean closed;
    private long backoff;
    private long notBefore = Long.MIN_VALUE;

    RedisSinkWriter(
            RedisMapper<T> mapper,
            RedisPipe pipe,
            RedisBatching batching,
            ProcessingTimeService time,
            RedisSinkMetrics metrics) {
        this.mapper = mapper;
        this.pipe = pipe;
        this.batching = batching;
        this.time = time;
        this.metrics = metrics;
        metrics.pending(() -> pendingSize);
    }

    @Override
    public void write(T element, Context context) {
        for (RedisWrite write : mapper.map(element)) {
            pending.remove(write.identity());
            pending.put(write.identity(), write);
        }
        dropOldest();
        if (pending.size() >= batching.batchSize()) {
            sendIfTime();
        }
        startTimer(batching.linger().toMillis());
        pendingSize = pending.size();
    }

    /**
     * On a checkpoint everything is sent, if Redis is there. At the end of the input one more
     * attempt is made at once; what is left then is given up and counted.
     */
    @Override
    public void flush(boolean endOfInput) {
        if (endOfInput) {
            notBefore = Long.MIN_VALUE;
        }
        sendIfTime();
        if (endOfInput && !pending.isEmpty()) {
            LOG.warn("Redis is away, {} live values are given up", pending.size());
            metrics.dropped(pending.size());
            pending.clear();
        }
        pendingSize = pending.size();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        pipe.close();
    }

    private void dropOldest() {
        Iterator<String> oldest = pending.keySet().iterator();
        int excess = pending.size() - batching.maxPending();
        for (int i = 0; i < excess; i++) {
            oldest.next();
            oldest.remove();
        }
        if (excess > 0) {
            metrics.dropped(excess);
        }
    }

    private void sendIfTime() {
        while (!pending.isEmpty() && time.getCurrentProcessingTime() >= notBefore) {
            List<RedisWrite> batch =
                    new ArrayList<>(pending.values().stream().limit(batching.batchSize()).toList());
            RedisPipe.Sent sent = pipe.send(batch);
            metrics.written(batch.size() - sent.waiting().size() - sent.refused().size());
            metrics.dropped(sent.refused().size());
            for (RedisWrite done : batch) {
                if (!sent.waiting().contains(done)) {
                    pending.remove(done.identity());
                }
            }
            note(sent);
        }
    }

    private void note(RedisPipe.Sent sent) {
        if (sent.error() != null) {
            metrics.failed();
        }
        if (!sent.refused().isEmpty()) {
            LOG.warn(
                    "Redis holds something else under {}; delete that key",
                    sent.refused().get(0).key());
        }
        if (sent.waiting().isEmpty()) {
            if (backoff > 0) {
                LOG.info("Redis is back");
            }
            backoff = 0;
            return;
        }
        if (backoff == 0) {
            LOG.warn("Redis is away, live values wait: {}", sent.error().toString());
        }
        backoff =
                Math.min(
                        batching.maxBackoff().toMillis(),
                        Math.max(FIRST_BACKOFF_MILLIS, backoff * 2));
        notBefore = time.getCurrentProcessingTime() + backoff;
    }

    private void startTimer(long delay) {
        if (!timerSet && !closed && !pending.isEmpty()) {
            timerSet = true;
            time.registerTimer(
                    Math.max(time.getCurrentProcessingTime() + delay, notBefore), this::onTimer);
        }
    }

    private void onTimer(long timestamp) {
        timerSet = false;
        if (!closed) {
            sendIfTime();
            pendingSize = pending.size();
            startTimer(batching.linger().toMillis());
        }
    }
}
