package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.track.TrackedObject;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same scene otherwise: turned, mirrored, or with its state taken away and brought back. */
class SceneSymmetryTest {

    private static final int FRAMES = 60;

    @Property(tries = 100)
    void aTurnedPictureHasTheSameCounts(@ForAll long seed) {
        UnaryOperator<double[]> turn = p -> new double[] {1000 - p[1], p[0]};
        assertThat(play(seed, turn, true).told).isEqualTo(play(seed, p -> p, true).told);
    }

    @Property(tries = 100)
    void aMirroredPictureHasThemWithInAndOutExchanged(@ForAll long seed) {
        UnaryOperator<double[]> mirror = p -> new double[] {1000 - p[0], p[1]};
        List<String> mirrored =
                play(seed, mirror, true).told.stream()
                        .map(told -> told.replace("IN", "?").replace("OUT", "IN"))
                        .map(told -> told.replace("?", "OUT"))
                        .toList();
        assertThat(mirrored).isEqualTo(play(seed, p -> p, true).told);
    }

    @Property(tries = 100)
    void stateThatIsWrittenAndReadGivesTheSameMessages(@ForAll long seed) {
        List<AnalyticsEvent> undisturbed = play(seed, p -> p, true).events;
        List<AnalyticsEvent> disturbed = play(seed, p -> p, false).events;
        assertThat(disturbed)
                .map(ContractCodec::toJson)
                .isEqualTo(undisturbed.stream().map(ContractCodec::toJson).toList());
        assertThat(undisturbed).isNotEmpty();
    }

    private static TestingScene play(long seed, UnaryOperator<double[]> view, boolean kept) {
        SplittableRandom random = new SplittableRandom(seed);
        TestingScene scene =
                new TestingScene(
                        zone("area", "polygon", random, 4, view),
                        zone("line", "line", random, 2, view));
        if (kept) {
            scene.keepState();
        }
        double[][] places = new double[3][];
        for (int i = 0; i < places.length; i++) {
            places[i] = random.ints(2, 200, 800).asDoubleStream().toArray();
        }
        for (int frame = 0; frame < FRAMES; frame++) {
            List<TrackedObject> objects = new ArrayList<>();
            for (int i = 0; i < places.length; i++) {
                // Now and then it rests.
                if (frame / 15 % 2 == 0 || i == 0) {
                    places[i][0] += random.nextInt(-60, 61);
                    places[i][1] += random.nextInt(-60, 61);
                }
                if (random.nextInt(10) > 0) {
                    double[] at = view.apply(new double[] {places[i][0] + 0.5, places[i][1] + 0.5});
                    objects.add(square(i + 1, at));
                }
            }
            scene.frame(objects, frame == 40 ? List.of(2L) : List.of());
        }
        return scene.finish();
    }

    private static TrackedObject square(long track, double[] at) {
        return new TrackedObject(
                track,
                0,
                track == 3 ? "person" : "car",
                0.9f,
                new BoundingBox((float) at[0] - 16, (float) at[1] - 16, 32, 32));
    }

    private static ZoneDefinition zone(
            String id,
            String kind,
            SplittableRandom random,
            int corners,
            UnaryOperator<double[]> view) {
        List<String> points = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            double[] at =
                    view.apply(new double[] {random.nextInt(200, 800), random.nextInt(200, 800)});
            points.add(String.format(Locale.ROOT, "[%.3f,%.3f]", at[0] / 1000, at[1] / 1000));
        }
        if (kind.equals("line")) {
            return Zones.line(id, points.toString(), zone -> zone.put("anchor", "center"));
        }
        return Zones.area(
                id,
                points.toString(),
                zone -> {
                    zone.put("anchor", "center");
                    zone.put("loitering_seconds", 1);
                    zone.put("stationary_seconds", 1);
                    zone.put("left_object_seconds", 1);
                    zone.put("removed_object_seconds", 1);
                    zone.putObject("crowd").put("more_than", 0).put("seconds", 0.4);
                    var travel = zone.putObject("travel");
                    travel.putArray("from").add(0.3).add(0.5);
                    travel.putArray("to").add(0.7).add(0.5);
                });
    }
}
