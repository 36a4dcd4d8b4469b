package ke.co.datacraft.cv.inference.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Line2D;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectedLineTest {

    /** Right is a quarter turn clockwise from the way along the line, as it looks on a screen. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 10, 0, 5, 3, 3",
        "0, 0, 10, 0, 5, -3, -3",
        "0, 0, 0, 10, 3, 5, -3",
        "0, 0, 0, 10, -3, 5, 3",
        "10, 0, 0, 0, 5, 3, -3",
        "0, 0, 3, 4, 3, 4, 0",
        "0, 0, 3, 4, -4, 3, 5"
    })
    void distancesHaveASide(
            double startX,
            double startY,
            double endX,
            double endY,
            double x,
            double y,
            double expected) {
        assertThat(new DirectedLine(startX, startY, endX, endY).distance(x, y))
                .isEqualTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "2, -5, 2, 5, 0.2",
        "0, -5, 0, 5, 0",
        "10, -5, 10, 5, 1",
        "-3, -1, -3, 1, -0.3",
        "0, -2, 6, 4, 0.2",
        // From a point on the line, and to one.
        "4, 0, 9, 5, 0.4",
        "9, 5, 4, 0, 0.4"
    })
    void waysPassSomewhere(double fromX, double fromY, double toX, double toY, double expected) {
        DirectedLine line = new DirectedLine(0, 0, 10, 0);
        assertThat(
                        line.passedAt(
                                fromX,
                                fromY,
                                line.distance(fromX, fromY),
                                toX,
                                toY,
                                line.distance(toX, toY)))
                .isEqualTo(expected, within(1e-12));
    }

    @Test
    void aPointIsNoLine() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DirectedLine(1, 2, 1, 2));
    }

    @Property(tries = 500)
    void aWayThatChangesSidesMeetsTheLineWhereTheJdkSaysSo(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = random.doubles(8, 0, 1000).toArray();
        DirectedLine line = new DirectedLine(p[0], p[1], p[2], p[3]);
        double from = line.distance(p[4], p[5]);
        double to = line.distance(p[6], p[7]);
        boolean meets = false;
        if (from * to < 0) {
            double at = line.passedAt(p[4], p[5], from, p[6], p[7], to);
            meets = at >= 0 && at <= 1;
        }
        assertThat(meets)
                .isEqualTo(Line2D.linesIntersect(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]));
        assertThat(Math.abs(from))
                .isEqualTo(
                        Line2D.ptLineDist(p[0], p[1], p[2], p[3], p[4], p[5]),
                        within(1e-6 * Math.max(1, 1e6 / line.length())));
    }

    @Property
    void theLineBackwardsHasItsSidesTheOtherWay(@ForAll long seed) {
        double[] p = new SplittableRandom(seed).doubles(6, 0, 1000).toArray();
        assertThat(new DirectedLine(p[2], p[3], p[0], p[1]).distance(p[4], p[5]))
                .isEqualTo(
                        -new DirectedLine(p[0], p[1], p[2], p[3]).distance(p[4], p[5]),
                        within(1e-6));
    }
}
