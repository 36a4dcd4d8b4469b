package ke.co.datacraft.cv.operators.analytics;

import static ke.co.datacraft.cv.operators.analytics.TestingScene.car;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import ke.co.datacraft.cv.contracts.EventKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LineWatchTest {

    private static final String DOWN = "[[0.5,0.2],[0.5,0.8]]";

    private static TestingScene scene(String points) {
        return new TestingScene(Zones.line("line", points, zone -> {}));
    }

    @Test
    void fromLeftToRightOfALineIsInAndBackIsOut() {
        // A line that goes down has the picture's right on its left.
        TestingScene scene = scene(DOWN);
        for (int frame = 0; frame < 11; frame++) {
            scene.frame(car(1, 30 + 100 * frame, 500), car(2, 970 - 100 * frame, 600));
        }
        assertThat(scene.told("crossed"))
                .containsExactly("5 crossed line 1 OUT", "5 crossed line 2 IN");
        assertThat(scene.messages(EventKind.LINE))
                .containsExactly("new@5", "end@5", "new@5", "end@5");
    }

    @Test
    void whoGoesBackCrossesAgain() {
        TestingScene scene = scene(DOWN);
        for (int x : new int[] {400, 450, 550, 600, 550, 450, 400}) {
            scene.frame(car(1, x, 500));
        }
        assertThat(scene.told("crossed"))
                .containsExactly("2 crossed line 1 OUT", "5 crossed line 1 IN");
    }

    @Test
    void tremblingOnTheLineIsOneCrossing() {
        TestingScene scene = scene(DOWN);
        for (int x : new int[] {400, 480, 497, 503, 498, 504, 496, 503, 520, 600}) {
            scene.frame(car(1, x, 500));
        }
        // Where it passed for the last time.
        assertThat(scene.told("crossed")).containsExactly("7 crossed line 1 OUT");
    }

    @Test
    void tremblingAndGoingBackIsNone() {
        TestingScene scene = scene(DOWN);
        for (int x : new int[] {400, 480, 497, 503, 498, 504, 480, 400}) {
            scene.frame(car(1, x, 500));
        }
        assertThat(scene.told("crossed")).isEmpty();
    }

    @Test
    void passingBesideTheEndsDoesNotCount() {
        TestingScene scene = scene(DOWN);
        for (int frame = 0; frame < 11; frame++) {
            scene.frame(car(1, 30 + 100 * frame, 150), car(2, 30 + 100 * frame, 850));
        }
        assertThat(scene.told("crossed")).isEmpty();
    }

    @Test
    void aWayThroughAnEndCounts() {
        TestingScene scene = scene(DOWN);
        for (int frame = 0; frame < 11; frame++) {
            scene.frame(car(1, 100 * frame, 200), car(2, 100 * frame, 800));
        }
        assertThat(scene.told("crossed")).hasSize(2);
    }

    @Test
    void aFastObjectThatIsNeverSeenNearTheLineCounts() {
        TestingScene scene = scene(DOWN);
        scene.frame(car(1, 100, 500)).frame(car(1, 120, 500)).frame(car(1, 900, 500));
        assertThat(scene.told("crossed")).containsExactly("2 crossed line 1 OUT");
    }

    @Test
    void aStopOnTheLineIsNoCrossingUntilItIsLeft() {
        TestingScene scene = scene(DOWN);
        for (int x : new int[] {300, 400, 500, 500, 500, 500, 600}) {
            scene.frame(car(1, x, 500));
        }
        assertThat(scene.told("crossed")).containsExactly("6 crossed line 1 OUT");
    }

    @Test
    void aTurnOnTheLineBesideItsEndIsNoPassage() {
        TestingScene scene = scene(DOWN);
        // Exactly on the line, but above its end; then past it, lower down.
        scene.frame(car(1, 400, 100), car(2, 400, 500));
        scene.frame(car(1, 500, 100), car(2, 500, 500));
        scene.frame(car(1, 510, 500), car(2, 510, 100));
        scene.frame(car(1, 600, 500), car(2, 600, 100));
        assertThat(scene.told("crossed")).containsExactly("2 crossed line 2 OUT");
    }

    @Test
    void whoPassesCloseToTheEndAndTremblesAroundItHasPassed() {
        TestingScene scene = scene(DOWN);
        scene.frame(car(1, 400, 205));
        scene.frame(car(1, 503, 205));
        // Back and forth above the end, never far from the line.
        scene.frame(car(1, 497, 190));
        scene.frame(car(1, 503, 190));
        scene.frame(car(1, 600, 190));
        assertThat(scene.told("crossed")).containsExactly("1 crossed line 1 OUT");
    }

    /**
     * Random walks against a count of their own: the steps that meet the line between its ends, by
     * the JDK, summed between points that are clear of it.
     */
    @Property(tries = 300)
    void walksCrossAsOftenAsTheirStepsMeetTheLine(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] line = random.ints(4, 300, 700).asDoubleStream().toArray();
        if (Math.hypot(line[2] - line[0], line[3] - line[1]) < 50) {
            return;
        }
        TestingScene scene =
                scene(
                        String.format(
                                Locale.ROOT,
                                "[[%.3f,%.3f],[%.3f,%.3f]]",
                                line[0] / 1000,
                                line[1] / 1000,
                                line[2] / 1000,
                                line[3] / 1000));
        double hysteresis = 0.005 * Math.hypot(1000, 1000);
        double stride = random.nextDouble(3, 150);
        double x = random.nextInt(350, 650);
        double y = random.nextInt(350, 650);
        int side = 0;
        int net = 0;
        List<String> expected = new ArrayList<>();
        for (int frame = 0; frame < 120; frame++) {
            double toX = clamp(Math.rint(x + random.nextDouble(-stride, stride)));
            double toY = clamp(Math.rint(y + random.nextDouble(-stride, stride)));
            // Halves are never on the line or level with its ends, so every step is clear.
            toX += 0.5 + 1.0 / 256;
            toY += 0.25;
            int now = Line2D.relativeCCW(line[0], line[1], line[2], line[3], toX, toY);
            double distance = Line2D.ptLineDist(line[0], line[1], line[2], line[3], toX, toY);
            if (frame > 0
                    && Line2D.linesIntersect(line[0], line[1], line[2], line[3], x, y, toX, toY)) {
                net += cross(line, toX, toY) > 0 ? 1 : -1;
            }
            if (distance >= hysteresis) {
                int clear = cross(line, toX, toY) > 0 ? 1 : -1;
                if (side == -clear && net * clear > 0) {
                    expected.add(clear > 0 ? "IN" : "OUT");
                }
                side = clear;
                net = 0;
            }
            assertThat(now).isNotZero();
            scene.frame(car(1, toX, toY));
            x = toX;
            y = toY;
        }
        assertThat(scene.told("crossed"))
                .map(told -> told.substring(told.lastIndexOf(' ') + 1))
                .isEqualTo(expected);
    }

    private static double clamp(double value) {
        return Math.max(100, Math.min(900, value));
    }

    private static double cross(double[] line, double x, double y) {
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0]);
    }

    /** Against the parity of passages on a straight way, at any slant of line and way. */
    @Property(tries = 500)
    void straightWaysCrossAsGeometrySays(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] line = random.doubles(4, 0.2, 0.8).toArray();
        double[] way = random.doubles(4, 50, 950).toArray();
        double lineX = 1000 * (line[2] - line[0]);
        double lineY = 1000 * (line[3] - line[1]);
        double wayX = way[2] - way[0];
        double wayY = way[3] - way[1];
        double determinant = wayX * lineY - wayY * lineX;
        double toX = 1000 * line[0] - way[0];
        double toY = 1000 * line[1] - way[1];
        double alongWay = (toX * lineY - toY * lineX) / determinant;
        double alongLine = (toX * wayY - toY * wayX) / determinant;
        double length = Math.hypot(lineX, lineY);
        double startDistance =
                Math.abs((way[0] - 1000 * line[0]) * lineY - (way[1] - 1000 * line[1]) * lineX)
                        / length;
        double endDistance =
                Math.abs((way[2] - 1000 * line[0]) * lineY - (way[3] - 1000 * line[1]) * lineX)
                        / length;
        boolean clear =
                length > 20
                        && startDistance > 8
                        && endDistance > 8
                        && Math.abs(alongLine) > 0.02
                        && Math.abs(alongLine - 1) > 0.02;
        if (!clear) {
            return;
        }
        boolean crosses = alongWay > 0 && alongWay < 1 && alongLine > 0 && alongLine < 1;
        TestingScene scene =
                scene(
                        String.format(
                                Locale.ROOT,
                                "[[%.9f,%.9f],[%.9f,%.9f]]",
                                line[0],
                                line[1],
                                line[2],
                                line[3]));
        int steps = random.nextInt(3, 40);
        List<String> expected = new ArrayList<>();
        for (int frame = 0; frame <= steps; frame++) {
            double share = (double) frame / steps;
            scene.frame(car(1, way[0] + share * wayX, way[1] + share * wayY));
            if (crosses && expected.isEmpty() && share >= alongWay) {
                // Right of the line is where the cross product with its direction is positive.
                boolean toRight = lineX * wayY - lineY * wayX > 0;
                expected.add(frame + " crossed line 1 " + (toRight ? "IN" : "OUT"));
            }
        }
        assertThat(scene.told("crossed")).isEqualTo(expected);
    }
}
