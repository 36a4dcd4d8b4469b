package ke.co.datacraft.cv.inference.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private final Assignment assignment = new Assignment();

    @Property(tries = 300)
    void pairsAreAsCheapAsTheCheapestOfAllWays(
            @ForAll @IntRange(max = 5) int rows,
            @ForAll @IntRange(max = 5) int columns,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] cost = new double[rows * columns];
        for (int i = 0; i < cost.length; i++) {
            cost[i] = random.nextInt(-10, 6) / 10.0;
        }
        int[] result = assignment.solve(cost, rows, columns);
        double sum = 0;
        boolean[] taken = new boolean[columns];
        for (int row = 0; row < rows; row++) {
            if (result[row] >= 0) {
                assertThat(taken[result[row]]).isFalse();
                taken[result[row]] = true;
                assertThat(cost[row * columns + result[row]]).isNegative();
                sum += cost[row * columns + result[row]];
            }
        }
        assertThat(sum).isCloseTo(cheapest(cost, columns, rows, 0, 0), within(1e-9));
    }

    private static double cheapest(double[] cost, int columns, int rows, int row, int taken) {
        if (row == rows) {
            return 0;
        }
        double best = cheapest(cost, columns, rows, row + 1, taken);
        for (int column = 0; column < columns; column++) {
            if ((taken & 1 << column) == 0) {
                double rest = cheapest(cost, columns, rows, row + 1, taken | 1 << column);
                best = Math.min(best, cost[row * columns + column] + rest);
            }
        }
        return best;
    }

    @Test
    void aPairThatCostsNothingIsNotMade() {
        assertThat(assignment.solve(new double[] {0, 0.5}, 1, 2)[0]).isEqualTo(-1);
    }
}
