package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleFunction;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import ke.co.datacraft.cv.contracts.ObjectFilter;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;
import ke.co.datacraft.cv.inference.BoundingBox;
import org.junit.jupiter.api.Test;

class TrafficTruthTest {

    private static final double FPS = 10;

    /** One car in a picture of 100 by 100 pixels, from x = 0.5 on to the right, 20 pixels/s. */
    private static DoubleFunction<List<SceneOutline>> car(double hiddenFrom, double hiddenTo) {
        return seconds -> {
            BoundingBox box = new BoundingBox((float) (20 * seconds - 4.5), 40, 10, 10);
            double hidden = seconds >= hiddenFrom && seconds < hiddenTo ? 1 : 0;
            return List.of(new SceneOutline(7, ObjectKind.CAR, box, 1, hidden, true));
        };
    }

    private static TrafficTruth truth(DoubleFunction<List<SceneOutline>> outlines) {
        return new TrafficTruth(outlines, new TrafficTruth.Watch(100, 100, FPS, 41, 1.1));
    }

    private static ZoneDefinition zone(ZoneKind kind, ObjectFilter filter, double... points) {
        List<List<Double>> corners = new java.util.ArrayList<>();
        for (int i = 0; i < points.length; i += 2) {
            corners.add(List.of(points[i], points[i + 1]));
        }
        return new ZoneDefinition(
                ContractCodec.SCHEMA_VERSION,
                "t",
                "z",
                "s",
                null,
                kind,
                corners,
                true,
                filter,
                null,
                2,
                0.02,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static ZoneDefinition line(double... points) {
        return zone(ZoneKind.LINE, null, points);
    }

    @Test
    void aLineIsCrossedFromItsLeftWhenItLeadsUpAndTheCarGoesRight() {
        TrafficTruth truth = truth(car(9, 9));
        TrafficTruth.Crossing crossing = truth.crossings(line(0.4, 0.9, 0.4, 0.1)).get(0);
        assertThat(crossing.direction()).isEqualTo(CrossingDirection.IN);
        assertThat(crossing.seconds()).isBetween(1.97, 1.99);
        assertThat(truth.crossings(line(0.4, 0.1, 0.4, 0.9)))
                .singleElement()
                .extracting(TrafficTruth.Crossing::direction)
                .isEqualTo(CrossingDirection.OUT);
    }

    @Test
    void whatPassesBesideALineOrEndsOnItCrossesNothing() {
        TrafficTruth truth = truth(car(9, 9));
        assertThat(truth.crossings(line(0.4, 0.1, 0.4, 0.49))).isEmpty();
        // It is at 0.805 at the end, and must come 2.8 pixels beyond.
        assertThat(truth.crossings(line(0.79, 0.1, 0.79, 0.9))).isEmpty();
        assertThat(truth.crossings(line(0.77, 0.1, 0.77, 0.9))).hasSize(1);
    }

    @Test
    void whoIsHiddenWhileCrossingHasCrossed() {
        TrafficTruth truth = truth(car(1.5, 2.5));
        assertThat(truth.crossings(line(0.4, 0.9, 0.4, 0.1))).hasSize(1);
        TrafficTruth longer = truth(car(1.5, 2.6));
        assertThat(longer.crossings(line(0.4, 0.9, 0.4, 0.1))).isEmpty();
    }

    @Test
    void aStayGoesFromTheFirstFrameInsideToTheLast() {
        ZoneDefinition area = zone(ZoneKind.POLYGON, null, 0.2, 0, 0.4, 0, 0.4, 1, 0.2, 1);
        // Its place is 0.5 + 2 per frame: 20.5 in frame 10, 38.5 in frame 19.
        assertThat(truth(car(9, 9)).stays(area))
                .containsExactly(new TrafficTruth.Stay(7, ObjectKind.CAR, 10, 19));
        assertThat(truth(car(0.9, 1.15)).stays(area))
                .containsExactly(new TrafficTruth.Stay(7, ObjectKind.CAR, 12, 19));
        assertThat(truth(car(9, 9)).occupancy(area, 19)).isEqualTo(1);
        assertThat(truth(car(9, 9)).occupancy(area, 20)).isZero();
    }

    @Test
    void aConcaveZoneIsEnteredTwiceUnlessItsGapIsShorterThanItsInertia() {
        double[] comb = {
            0.1, 0.1, 0.8, 0.1, 0.8, 0.9, 0.6, 0.9, 0.6, 0.3, 0.4, 0.3, 0.4, 0.9, 0.1, 0.9
        };
        assertThat(truth(car(9, 9)).stays(zone(ZoneKind.POLYGON, null, comb)))
                .extracting(TrafficTruth.Stay::firstFrame, TrafficTruth.Stay::lastFrame)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(5, 19),
                        org.assertj.core.groups.Tuple.tuple(30, 39));
        comb[6] = 0.42;
        comb[8] = 0.42;
        assertThat(truth(car(9, 9)).stays(zone(ZoneKind.POLYGON, null, comb)))
                .extracting(TrafficTruth.Stay::firstFrame, TrafficTruth.Stay::lastFrame)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(5, 39));
    }

    @Test
    void aZoneLooksAtItsOwnClassesOnly() {
        ObjectFilter buses = new ObjectFilter(List.of("bus"), null, null, null);
        TrafficTruth truth = truth(car(9, 9));
        assertThat(truth.stays(zone(ZoneKind.POLYGON, buses, 0.2, 0, 0.4, 0, 0.4, 1, 0.2, 1)))
                .isEmpty();
        assertThat(truth.crossings(zone(ZoneKind.LINE, buses, 0.4, 0.9, 0.4, 0.1))).isEmpty();
    }
}
