package ke.co.datacraft.cv.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Redis is never there in this test; time is the test's own. */
class RedisSinkWriterTest {

    private static final RedisBatching BATCHING =
            new RedisBatching(2, Duration.ofMillis(5), 10, Duration.ofSeconds(1));

    private final TestingTime time = new TestingTime();
    private final CvMetrics metrics = CvMetrics.of(new UnregisteredMetricsGroup());
    private int attempts;

    private final RedisSinkWriter<String> writer =
            new RedisSinkWriter<>(
                    key -> List.of(RedisWrite.text(key, "value", Duration.ofSeconds(1))),
                    new RedisPipe(
                            () -> {
                                attempts++;
                                throw new JedisConnectionException("away");
                            }),
                    BATCHING,
                    time,
                    new RedisSinkMetrics(metrics, "test"));

    private long dropped() {
        return metrics.counter(MetricNames.REDIS_DROPPED_TOTAL, MetricNames.SINK, "test")
                .getCount();
    }

    @Test
    void lossOfRedisIsNoErrorAndTheOldestGiveWay() {
        for (int i = 0; i < 25; i++) {
            writer.write("key" + i, null);
        }
        writer.flush(false);
        assertThat(dropped()).isEqualTo(15);

        writer.flush(true);
        assertThat(dropped()).as("given up at the end of the input").isEqualTo(25);
    }

    @Test
    void oneKeyTakesOnePlace() {
        for (int i = 0; i < 100; i++) {
            writer.write("same", null);
        }
        assertThat(dropped()).isZero();
    }

    @Test
    void attemptsBackOff() throws Exception {
        writer.write("key", null);
        time.advanceTo(10_000);
        int early = attempts;
        assertThat(early).as("0.1, 0.2, 0.4, 0.8 and then every second").isBetween(10, 15);
        time.advanceTo(20_000);
        assertThat(attempts - early).isBetween(9, 11);
        writer.close();
        time.advanceTo(30_000);
        assertThat(attempts - early).as("no timer after the end").isBetween(9, 11);
    }

    @Test
    void refusesSizesThatCannotBeWritten() {
        assertThatThrownBy(() -> new RedisBatching(5, Duration.ZERO, 4, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxPending 4");
    }

    /** Time that passes when told, one timer at a time. */
    private static final class TestingTime implements ProcessingTimeService {

        private long now;
        private long due = Long.MAX_VALUE;
        private ProcessingTimeCallback callback;

        @Override
        public long getCurrentProcessingTime() {
            return now;
        }

        @Override
        public java.util.concurrent.ScheduledFuture<?> registerTimer(
                long timestamp, ProcessingTimeCallback target) {
            assertThat(due).as("one timer at a time").isEqualTo(Long.MAX_VALUE);
            due = timestamp;
            callback = target;
            return null;
        }

        void advanceTo(long target) throws Exception {
            while (due <= target) {
                now = Math.max(now, due);
                due = Long.MAX_VALUE;
                callback.onProcessingTime(now);
            }
            now = target;
        }
    }
}
