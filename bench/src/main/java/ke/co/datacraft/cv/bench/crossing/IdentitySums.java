package ke.co.datacraft.cv.bench.crossing;

import java.util.Map;
import ke.co.datacraft.cv.bench.mot.IdentityScores;

/**
 * Identity scores of several films or classes together.
 *
 * @param matched boxes of objects found by their track
 * @param missed other boxes of the truth
 * @param wrong other boxes of the results
 */
record IdentitySums(long matched, long missed, long wrong) {

    static final IdentitySums NONE = new IdentitySums(0, 0, 0);

    static IdentitySums of(Map<?, IdentityScores> scores) {
        IdentitySums sums = NONE;
        for (IdentityScores each : scores.values()) {
            sums = sums.plus(each);
        }
        return sums;
    }

    IdentitySums plus(IdentityScores scores) {
        return new IdentitySums(
                matched + scores.matched(), missed + scores.missed(), wrong + scores.wrong());
    }

    IdentitySums plus(IdentitySums other) {
        return new IdentitySums(
                matched + other.matched, missed + other.missed, wrong + other.wrong);
    }

    double f1() {
        return matched / Math.max(1, matched + 0.5 * (missed + wrong));
    }
}
