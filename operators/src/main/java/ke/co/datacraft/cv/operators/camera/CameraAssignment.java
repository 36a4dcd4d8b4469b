package ke.co.datacraft.cv.operators.camera;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides which reader has which camera, so that their counts differ by one at most. Pure. */
final class CameraAssignment {

    private CameraAssignment() {}

    /**
     * What is to be done.
     *
     * @param assign readers of cameras that have none
     * @param release readers of cameras that are to be given back, to go elsewhere
     */
    record Plan(NavigableMap<String, Integer> assign, NavigableMap<String, Integer> release) {}

    /**
     * Plans the next steps. The same input gives the same plan.
     *
     * @param free cameras without a reader, by key
     * @param owned cameras with a reader
     * @param readers readers that are there; with none, nothing is planned
     */
    static Plan plan(
            NavigableSet<String> free, Map<String, Integer> owned, NavigableSet<Integer> readers) {
        Plan plan = new Plan(new TreeMap<>(), new TreeMap<>());
        if (readers.isEmpty()) {
            return plan;
        }
        Map<Integer, NavigableSet<String>> loads = new TreeMap<>();
        readers.forEach(reader -> loads.put(reader, new TreeSet<>()));
        owned.forEach(
                (key, reader) -> loads.computeIfPresent(reader, (r, keys) -> with(keys, key)));
        for (String key : free) {
            int reader = least(loads);
            loads.get(reader).add(key);
            plan.assign().put(key, reader);
        }
        level(loads, plan);
        return plan;
    }

    private static void level(Map<Integer, NavigableSet<String>> loads, Plan plan) {
        while (true) {
            int most = most(loads);
            int least = least(loads);
            if (loads.get(most).size() - loads.get(least).size() <= 1) {
                return;
            }
            String key = loads.get(most).pollLast();
            loads.get(least).add(key);
            // One that nobody has yet only takes another way.
            if (plan.assign().computeIfPresent(key, (k, r) -> least) == null) {
                plan.release().put(key, most);
            }
        }
    }

    private static NavigableSet<String> with(NavigableSet<String> keys, String key) {
        keys.add(key);
        return keys;
    }

    private static int least(Map<Integer, NavigableSet<String>> loads) {
        return loads.entrySet().stream()
                .min(Comparator.comparingInt(load -> load.getValue().size()))
                .orElseThrow()
                .getKey();
    }

    private static int most(Map<Integer, NavigableSet<String>> loads) {
        return loads.entrySet().stream()
                .max(
                        Comparator.<Map.Entry<Integer, NavigableSet<String>>>comparingInt(
                                        load -> load.getValue().size())
                                .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
    }
}
