package ke.co.datacraft.cv.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void waysAlternateAndTheWarmUpDoesNotCount() throws Exception {
        List<String> order = new ArrayList<>();

        List<Measurement> all =
                new Rounds()
                        .add("slow", () -> round(order, "slow", 10))
                        .add("fast", () -> round(order, "fast", 100))
                        .run(2);

        assertThat(order).containsExactly("slow", "fast", "slow", "fast", "slow", "fast");
        assertThat(all).extracting(Measurement::name).containsExactly("slow", "fast");
        // The rates are those of the calls after the first: 10 + 3, 10 + 5 and 100 + 4, 100 + 6.
        assertThat(all.get(0).imagesPerSecond()).containsExactly(13, 15);
        assertThat(all.get(1).imagesPerSecond()).containsExactly(104, 106);
    }

    private static ConcurrentLoop.Round round(List<String> order, String name, double rate) {
        order.add(name);
        return new ConcurrentLoop.Round(rate + order.size(), 1, 0);
    }
}
