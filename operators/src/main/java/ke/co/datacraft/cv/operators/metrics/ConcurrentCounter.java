package ke.co.datacraft.cv.operators.metrics;

import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.metrics.Counter;

/** A counter that any thread may increment. */
public final class ConcurrentCounter implements Counter {

    private final LongAdder value = new LongAdder();

    @Override
    public void inc() {
        value.increment();
    }

    @Override
    public void inc(long n) {
        value.add(n);
    }

    @Override
    public void dec() {
        value.decrement();
    }

    @Override
    public void dec(long n) {
        value.add(-n);
    }

    @Override
    public long getCount() {
        return value.sum();
    }
}
