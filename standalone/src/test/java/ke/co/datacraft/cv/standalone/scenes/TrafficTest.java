package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void vehiclesOfALaneNeverTouch(long seed) {
        Traffic traffic = new Traffic(List.of(LANE), new Signals(5), seed);
        for (double seconds = 0; seconds < 60; seconds += 2.7) {
            assertApart(traffic.at(seconds));
        }
    }

    private static void assertApart(List<Actor> actors) {
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

    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyPassesARedLight(long seed) {
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
