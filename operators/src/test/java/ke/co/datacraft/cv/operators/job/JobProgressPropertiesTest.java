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

    /** Each number is how many parts a document has; crashes write splits and parts again. */
    @Property(tries = 300)
    void splitsAreCountedOnceInAnyOrder(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 6) Integer> documents,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<JobEvent> events = new ArrayList<>();
        int parts = 0;
        for (int offset = 0; offset < documents.size(); offset++) {
            var document = TestingRecords.reference(offset, documents.size());
            events.add(TestingRecords.event(JobEvent.Kind.ADMITTED, document, offset));
            for (int copy = 0; copy <= random.nextInt(2); copy++) {
                events.add(TestingRecords.split(document, documents.get(offset), offset));
                for (int part = 0; part < documents.get(offset); part++) {
                    long writtenAt = 100 + random.nextInt(1000);
                    events.add(
                            TestingRecords.part(
                                    JobEvent.Kind.ADMITTED, document, part, offset, writtenAt));
                    events.add(
                            TestingRecords.part(
                                    JobEvent.Kind.SUCCEEDED, document, part, offset, writtenAt));
                }
            }
            parts += documents.get(offset);
        }
        Collections.shuffle(events, random);
        TestingJob job = new TestingJob();
        events.forEach(job::take);

        assertThat(job.status().state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.status().total()).isEqualTo(parts);
        assertThat(job.status().completed()).isEqualTo(parts);
        assertThat(job.progress().counts().known()).isEqualTo(parts);
    }

    /** Whatever is missing of it, a split or a part, a job waits for it. */
    @Property(tries = 300)
    void aSplitDocumentEndsWithItsLastPart(
            @ForAll @IntRange(min = 1, max = 6) int parts, @ForAll long seed) {
        var document = TestingRecords.reference(0, 1);
        List<JobEvent> ends = new ArrayList<>();
        ends.add(TestingRecords.split(document, parts, 0));
        for (int part = 0; part < parts; part++) {
            ends.add(TestingRecords.part(JobEvent.Kind.SUCCEEDED, document, part, 0, 10 + part));
        }
        Collections.shuffle(ends, new Random(seed));
        TestingJob job = new TestingJob();
        job.take(TestingRecords.event(JobEvent.Kind.ADMITTED, document, 0));

        for (JobEvent event : ends.subList(0, ends.size() - 1)) {
            job.take(event);
            assertThat(job.progress().state()).isEqualTo(JobState.PROCESSING);
        }
        job.take(ends.get(ends.size() - 1));
        assertThat(job.progress().state()).isEqualTo(JobState.COMPLETED);
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
