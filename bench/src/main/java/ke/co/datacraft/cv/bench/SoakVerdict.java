package ke.co.datacraft.cv.bench;

import java.util.List;

/**
 * Whether memory stayed flat. The first three tenths of the samples are warm-up: the heap grows to
 * its working size, pools fill, the compiler works. Of the rest, the median of the last third is
 * compared with the median of the first third.
 *
 * @param before MiB, median early after the warm-up
 * @param after MiB, median at the end
 */
record SoakVerdict(double before, double after) {

    /** Share of {@link #before} by which a flat one may still differ. */
    static final double TOLERANCE = 0.03;

    /**
     * Judges samples at even distances.
     *
     * @param megabytes in the order of time; at least ten
     */
    static SoakVerdict of(List<Double> megabytes) {
        if (megabytes.size() < 10) {
            throw new IllegalArgumentException(
                    megabytes.size() + " samples are too few to judge; take ten or more");
        }
        List<Double> warm = megabytes.subList(megabytes.size() * 3 / 10, megabytes.size());
        int third = warm.size() / 3;
        return new SoakVerdict(
                median(warm.subList(0, third)),
                median(warm.subList(warm.size() - third, warm.size())));
    }

    private static double median(List<Double> values) {
        return Measurement.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** MiB gained; negative when memory shrank. */
    double growth() {
        return after - before;
    }

    /** Whether the growth is within the tolerance. */
    boolean isFlat() {
        return growth() <= TOLERANCE * before;
    }
}
