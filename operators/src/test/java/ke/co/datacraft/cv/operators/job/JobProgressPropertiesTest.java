package ke.co.datacraft.cv.operators.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.testing.TestingRecords;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class JobProgressPropertiesTest {

    /** Each number is a record: which reference it carries, and whether it succeeds. */
    @Property(tries = 500)
    void orderAndRepetitionMakeNoDifference(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 15) Integer> records,
            @ForAll long seed) {
        List<JobEvent> events = events(records);
        TestingJob inOrder = new TestingJob();
        events.forEach(inOrder::take);

        List<JobEvent> shuffled = new ArrayList<>(events);
        Random random = new Random(seed);
        for (JobEvent event : events) {
            if (random.nextInt(3) == 0) {
                shuffled.add(event);
            }
        }
        Collections.shuffle(shuffled, random);
        TestingJob inAnyOrder = new TestingJob();
        for (JobEvent event : shuffled) {
            JobState before = inAnyOrder.progress().state();
            inAnyOrder.take(event);
            assertThat(inAnyOrder.progress().state().rank())
                    .as("states only move forward")
                    .isGreaterThanOrEqualTo(before.rank());
        }

        assertThat(inOrder.progress().state().isTerminal()).isTrue();
        assertThat(inAnyOrder.progress().state()).isEqualTo(inOrder.progress().state());
        assertThat(inAnyOrder.progress().counts()).isEqualTo(inOrder.progress().counts());
        assertThat(inAnyOrder.status().completed() + inAnyOrder.status().failed())
                .isEqualTo(records.size());
    }

    @Property(tries = 200)
    void nothingEndsBeforeItsLastRecord(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 0, max = 15) Integer> records,
            @ForAll long seed) {
        List<JobEvent> events = events(records);
        int missing = new Random(seed).nextInt(records.size());
        TestingJob job = new TestingJob();
        events.stream().filter(event -> event.origin().offset() != missing).forEach(job::take);
        assertThat(job.progress().state()).isEqualTo(JobState.PROCESSING);
    }

    private static List<JobEvent> events(List<Integer> records) {
        List<JobEvent> events = new ArrayList<>();
        for (int offset = 0; offset < records.size(); offset++) {
            int number = records.get(offset) / 2;
            boolean succeeds = records.get(offset) % 2 == 0;
            var reference = TestingRecords.reference(number, records.size());
            events.add(TestingRecords.event(JobEvent.Kind.ADMITTED, reference, offset));
            events.add(
                    TestingRecords.event(
                            succeeds ? JobEvent.Kind.SUCCEEDED : JobEvent.Kind.FAILED,
                            reference,
                            offset));
        }
        return events;
    }
}
