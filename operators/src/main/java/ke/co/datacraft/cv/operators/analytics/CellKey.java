package ke.co.datacraft.cv.operators.analytics;

import java.util.Comparator;

/** Zone and class of a count; empty for all. */
record CellKey(String zoneId, String label) implements Comparable<CellKey> {

    private static final Comparator<CellKey> ORDER =
            Comparator.comparing(CellKey::zoneId).thenComparing(CellKey::label);

    @Override
    public int compareTo(CellKey other) {
        return ORDER.compare(this, other);
    }
}
