package ke.co.datacraft.cv.operators.metrics;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;

/** A counter of something that is counted elsewhere. */
final class SuppliedCounter implements Counter {

    private final LongSupplier value;

    SuppliedCounter(LongSupplier value) {
        this.value = value;
    }

    @Override
    public void inc() {
        throw countedElsewhere();
    }

    @Override
    public void inc(long n) {
        throw countedElsewhere();
    }

    @Override
    public void dec() {
        throw countedElsewhere();
    }

    @Override
    public void dec(long n) {
        throw countedElsewhere();
    }

    @Override
    public long getCount() {
        return value.getAsLong();
    }

    private static UnsupportedOperationException countedElsewhere() {
        return new UnsupportedOperationException("this counter only shows what others count");
    }
}
