package ke.co.datacraft.cv.inference.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.geom.Path2D;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolygonTest {

    /** A U, open at the top. */
    private static final Polygon CONCAVE =
            new Polygon(
                    new double[] {0, 2, 2, 4, 4, 6, 6, 0}, new double[] {0, 0, 4, 4, 0, 0, 6, 6});

    @ParameterizedTest
    @CsvSource({
        "1, 1, true",
        "5, 1, true",
        "3, 5, true",
        "3, 2, false",
        "3, 3.9, false",
        "7, 3, false",
        "-1, 0, false",
        // Level with a vertex, on both sides of it.
        "1, 4, true",
        "-1, 6, false",
        "-1, 4, false",
        // Edges and corners belong to it.
        "0, 3, true",
        "3, 4, true",
        "2, 2, true",
        "6, 6, true",
        "4, 0, true",
        "3, 0, false"
    })
    void concaveAreasWithTheirEdges(double x, double y, boolean inside) {
        assertThat(CONCAVE.contains(x, y)).isEqualTo(inside);
    }

    @Test
    void aSlantedEdgeBelongsToTheArea() {
        Polygon triangle = new Polygon(new double[] {100, 900, 500}, new double[] {150, 350, 800});
        for (int i = 0; i <= 64; i++) {
            double share = i / 64.0;
            assertThat(triangle.contains(100 + share * 800, 150 + share * 200)).isTrue();
            assertThat(triangle.contains(100 + share * 800, 149.99 + share * 200)).isFalse();
        }
    }

    @Test
    void aCornerThatIsGivenTwiceChangesNothing() {
        Polygon square = new Polygon(new double[] {0, 4, 4, 4, 0}, new double[] {0, 0, 0, 4, 4});
        assertThat(square.contains(2, 2)).isTrue();
        assertThat(square.contains(4, 0)).isTrue();
        assertThat(square.contains(9, 9)).isFalse();
    }

    @Test
    void twoCornersAreNoArea() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Polygon(new double[] {0, 1}, new double[] {0, 1}))
                .withMessageContaining("three corners");
    }

    /** Against the JDK's areas, with points that are on no edge. */
    @Property(tries = 300)
    void insideIsWhereTheJdkSaysSo(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int corners = random.nextInt(3, 12);
        double[] xs = random.doubles(corners, 0, 1000).toArray();
        double[] ys = random.doubles(corners, 0, 1000).toArray();
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        path.moveTo(xs[0], ys[0]);
        for (int i = 1; i < corners; i++) {
            path.lineTo(xs[i], ys[i]);
        }
        path.closePath();
        Polygon polygon = new Polygon(xs, ys);
        for (int i = 0; i < 50; i++) {
            double x = random.nextDouble(-50, 1050);
            // Level with a corner as often as not: where counting edges goes wrong.
            double y = i % 2 == 0 ? ys[i % corners] : random.nextDouble(-50, 1050);
            assertThat(polygon.contains(x, y)).isEqualTo(path.contains(x, y));
        }
    }

    @Property(tries = 200)
    void neitherTheFirstCornerNorTheWayRoundMatters(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int corners = random.nextInt(3, 9);
        double[] xs = random.ints(corners, 0, 20).asDoubleStream().toArray();
        double[] ys = random.ints(corners, 0, 20).asDoubleStream().toArray();
        int shift = random.nextInt(corners);
        double[] otherXs = new double[corners];
        double[] otherYs = new double[corners];
        for (int i = 0; i < corners; i++) {
            otherXs[i] = xs[(shift + corners - i) % corners];
            otherYs[i] = ys[(shift + corners - i) % corners];
        }
        Polygon one = new Polygon(xs, ys);
        Polygon other = new Polygon(otherXs, otherYs);
        for (int x = 0; x < 20; x++) {
            for (int y = 0; y < 20; y++) {
                assertThat(other.contains(x, y)).isEqualTo(one.contains(x, y));
            }
        }
    }
}
