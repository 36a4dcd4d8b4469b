package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class TrafficTest {

    private static final Point NORTH = new Point(0, 1, 0);
    private static final Way LANE =
            new Way(
                    Way.Use.VEHICLES,
                    new Point(0, 0, 0),
                    NORTH,
                    120,
                    List.of(new Way.Stop(60, false)),
                    4);

    @Property(tries = 40)
    void vehiclesOfALaneNeverTouch(
            @ForAll @LongRange(min = 0, max = 10_000) long seed,
            @ForAll @DoubleRange(min = 0, max = 90) double seconds) {
        List<Actor> actors = new Traffic(List.of(LANE), new Signals(5), seed).at(seconds);
        List<Actor> line =
                actors.stream()
                        .sorted((a, b) -> Double.compare(b.travelled(), a.travelled()))
                        .collect(Collectors.toList());
        for (int i = 1; i < line.size(); i++) {
            Actor leader = line.get(i - 1);
            double rear = leader.travelled() - leader.look().length();
            assertThat(line.get(i).travelled()).isLessThan(rear);
        }
    }

    @Property(tries = 20)
    void nobodyDrivesOverARedLightOnceItIsSafelyRed(
            @ForAll @LongRange(min = 0, max = 10_000) long seed) {
        Signals signals = new Signals(0);
        Traffic traffic = new Traffic(List.of(LANE), signals, seed);
        for (double now = 0; now < 72; now += 0.5) {
            List<Actor> before = traffic.at(now);
            List<Actor> after = traffic.at(now + 0.5);
            if (signals.aspect(false, now) != Signals.Aspect.RED) {
                continue;
            }
            for (Actor actor : after) {
                boolean crossed =
                        before.stream()
                                .anyMatch(
                                        was ->
                                                was.trackId() == actor.trackId()
                                                        && was.travelled() < 60
                                                        && actor.travelled() > 60);
                assertThat(crossed).as("at %s s", now).isFalse();
            }
        }
    }
}
