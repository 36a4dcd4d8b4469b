package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CameraAssignmentTest {

    /** What is owned by a reader that is not there is nobody's business; -1 stands for free. */
    @Property
    void afterTheMovesEachCameraHasOneReaderAndCountsDifferByOneAtMost(
            @ForAll @Size(max = 40) Map<Character, @IntRange(min = -1, max = 5) Integer> cameras,
            @ForAll @IntRange(min = 1, max = 6) int readers) {
        NavigableSet<Integer> there = readers(readers);
        NavigableSet<String> free = new TreeSet<>();
        Map<String, Integer> owned = new HashMap<>();
        cameras.forEach(
                (key, owner) -> {
                    if (there.contains(owner)) {
                        owned.put(key.toString(), owner);
                    } else {
                        free.add(key.toString());
                    }
                });

        CameraAssignment.Plan plan = CameraAssignment.plan(free, owned, there);

        assertThat(plan.assign().keySet()).isEqualTo(free);
        assertThat(owned).containsAllEntriesOf(plan.release());
        Map<String, Integer> after = new TreeMap<>(owned);
        after.keySet().removeAll(plan.release().keySet());
        after.putAll(plan.assign());
        CameraAssignment.Plan next =
                CameraAssignment.plan(new TreeSet<>(plan.release().keySet()), after, there);
        after.putAll(next.assign());
        assertThat(after).hasSameSizeAs(cameras);
        assertThat(next.release()).as("it is level then").isEmpty();
        assertThat(spread(after, there)).isLessThanOrEqualTo(1);
    }

    @Property
    void nothingMovesWhereCountsDifferByOneAtMost(
            @ForAll @IntRange(min = 0, max = 40) int cameras,
            @ForAll @IntRange(min = 1, max = 6) int readers) {
        Map<String, Integer> owned = new HashMap<>();
        for (int i = 0; i < cameras; i++) {
            owned.put("camera" + i, i % readers);
        }

        CameraAssignment.Plan plan =
                CameraAssignment.plan(new TreeSet<>(), owned, readers(readers));

        assertThat(plan.assign()).isEmpty();
        assertThat(plan.release()).isEmpty();
    }

    @Test
    void withoutReadersNothingIsPlanned() {
        CameraAssignment.Plan plan =
                CameraAssignment.plan(
                        new TreeSet<>(java.util.List.of("a")), Map.of(), new TreeSet<>());

        assertThat(plan.assign()).isEmpty();
    }

    private static NavigableSet<Integer> readers(int count) {
        NavigableSet<Integer> readers = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            readers.add(i);
        }
        return readers;
    }

    private static int spread(Map<String, Integer> owned, NavigableSet<Integer> readers) {
        int[] counts = new int[readers.size()];
        owned.values().forEach(reader -> counts[reader]++);
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int count : counts) {
            least = Math.min(least, count);
            most = Math.max(most, count);
        }
        return most - least;
    }
}
