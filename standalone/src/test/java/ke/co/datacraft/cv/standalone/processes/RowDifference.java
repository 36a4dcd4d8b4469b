package ke.co.datacraft.cv.standalone.processes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** How two tables differ, in lines short enough to read. */
final class RowDifference {

    private static final int LARGEST = 10;

    private RowDifference() {}

    /**
     * Lines such as {@code missing ID}, {@code more ID} and {@code other ID: EXPECTED / ACTUAL};
     * none when both have the same rows. Ten at most, then their number.
     */
    static List<String> between(Map<String, String> expected, Map<String, String> actual) {
        TreeSet<String> ids = new TreeSet<>(expected.keySet());
        ids.addAll(actual.keySet());
        List<String> lines = new ArrayList<>();
        for (String id : ids) {
            String before = expected.get(id);
            String after = actual.get(id);
            if (after == null) {
                lines.add("missing " + before);
            } else if (before == null) {
                lines.add("more " + after);
            } else if (!Objects.equals(before, after)) {
                lines.add("other " + before + " / " + after);
            }
        }
        if (lines.size() <= LARGEST) {
            return lines;
        }
        List<String> shortened = new ArrayList<>(lines.subList(0, LARGEST));
        shortened.add("and " + (lines.size() - LARGEST) + " more differences");
        return shortened;
    }
}
