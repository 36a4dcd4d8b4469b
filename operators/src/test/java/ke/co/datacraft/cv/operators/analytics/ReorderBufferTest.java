package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {

    private static final long LATENESS = 2000;

    private final ReorderBuffer buffer = new ReorderBuffer();

    @Test
    void framesWaitForThoseBeforeThem() {
        assertThat(offer(1000, 3000, 2000)).containsExactly(1000L);
        assertThat(offer(5000)).containsExactly(2000L, 3000L);
        assertThat(buffer.size()).isEqualTo(1);
    }

    @Test
    void frameOfTheLastReleasedTimeOrBeforeIsRepeatedOrLate() {
        offer(1000, 5000);

        assertThat(buffer.offer(frame(1000))).isEqualTo(ReorderBuffer.Verdict.REPEATED);
        assertThat(buffer.offer(frame(5000))).isEqualTo(ReorderBuffer.Verdict.REPEATED);
        assertThat(buffer.offer(frame(999))).isEqualTo(ReorderBuffer.Verdict.LATE);
        assertThat(buffer.offer(frame(1001))).isEqualTo(ReorderBuffer.Verdict.HELD);
    }

    @Test
    void lateFramesInARowAreCountedUntilOneIsNot() {
        offer(1000, 5000);
        buffer.offer(frame(1));
        buffer.offer(frame(2));
        assertThat(buffer.lateInARow()).isEqualTo(2);
        buffer.offer(frame(6000));
        assertThat(buffer.lateInARow()).isZero();
    }

    @Test
    void clockThatIsSetBackBeginsAnew() {
        offer(100_000, 200_000);
        buffer.all();
        buffer.setBack();

        assertThat(offer(1000, 4000)).containsExactly(1000L);
    }

    /** Any order in which no frame overtakes another by more than the lateness. */
    @Property(tries = 200)
    void shuffledWithinTheLatenessComesOutInOrder(@ForAll long seed) {
        Random random = new Random(seed);
        List<Long> times = LongStream.range(0, 100).map(i -> i * 200).boxed().toList();
        List<Long> arrival = arrival(times, random);
        ReorderBuffer own = new ReorderBuffer();
        List<Long> released = new ArrayList<>();
        for (long time : arrival) {
            assertThat(own.offer(frame(time))).isEqualTo(ReorderBuffer.Verdict.HELD);
            own.due(LATENESS).forEach(frame -> released.add(frame.millis()));
        }
        own.all().forEach(frame -> released.add(frame.millis()));

        assertThat(released).isEqualTo(times);
    }

    @Test
    void binaryFormAndCopyShareNothing() throws IOException {
        offer(1000, 3000, 2000);
        ReorderBuffer copy = buffer.copy();
        ReorderBuffer read = ReorderBuffer.read(in(buffer));
        buffer.all();

        for (ReorderBuffer other : List.of(copy, read)) {
            assertThat(other.offer(frame(1000))).isEqualTo(ReorderBuffer.Verdict.REPEATED);
            assertThat(other.all()).containsExactly(frame(2000), frame(3000));
        }
    }

    private static List<Long> arrival(List<Long> times, Random random) {
        record Arrival(long time, double at) {}
        return times.stream()
                .map(time -> new Arrival(time, time + random.nextDouble() * (LATENESS - 1)))
                .sorted((one, other) -> Double.compare(one.at(), other.at()))
                .map(Arrival::time)
                .toList();
    }

    private List<Long> offer(long... times) {
        List<Long> released = new ArrayList<>();
        for (long time : times) {
            buffer.offer(frame(time));
            buffer.due(LATENESS).forEach(frame -> released.add(frame.millis()));
        }
        return released;
    }

    private static DataInputStream in(ReorderBuffer written) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.write(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static SourceFrame frame(long millis) {
        return TestingFrames.frame("cam", millis);
    }
}
