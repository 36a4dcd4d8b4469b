package ke.co.datacraft.cv.inference.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against the textbook's filter with matrices of eight dimensions. */
class BoxFilterTest {

    private static final int N = 8;

    @Test
    void theFourSmallFiltersAreTheLargeOne() {
        SplittableRandom random = new SplittableRandom(5);
        double[] state = new double[BoxFilter.SIZE];
        double[] box = {100, 80, 0.5, 40};
        BoxFilter.begin(state, box);
        double[] mean = {100, 80, 0.5, 40, 0, 0, 0, 0};
        double[][] covariance = diagonal(startDeviations(40));
        for (int frame = 0; frame < 30; frame++) {
            BoxFilter.predict(state, 1);
            double height = mean[3];
            double[][] motion = identity();
            for (int i = 0; i < 4; i++) {
                motion[i][i + 4] = 1;
            }
            mean = times(motion, mean);
            covariance =
                    plus(
                            times(times(motion, covariance), transposed(motion)),
                            diagonal(motionDeviations(height)));
            double[] measured = {
                100 + 3 * frame + random.nextDouble(),
                80 - frame + random.nextDouble(),
                0.5 + random.nextDouble() / 20,
                40 + random.nextDouble()
            };
            BoxFilter.update(state, measured);
            update(mean, covariance, measured);
            for (int i = 0; i < 4; i++) {
                int at = i * BoxFilter.STRIDE;
                assertThat(state[at]).isCloseTo(mean[i], within(1e-9));
                assertThat(state[at + 1]).isCloseTo(mean[i + 4], within(1e-9));
                assertThat(state[at + 2]).isCloseTo(covariance[i][i], within(1e-9));
                assertThat(state[at + 3]).isCloseTo(covariance[i][i + 4], within(1e-9));
                assertThat(state[at + 4]).isCloseTo(covariance[i + 4][i + 4], within(1e-9));
            }
        }
    }

    /** One dimension is measured after the other: noise of measurements is independent. */
    private static void update(double[] mean, double[][] covariance, double[] measured) {
        double height = mean[3];
        for (int row = 0; row < 4; row++) {
            double noise = row == 2 ? 0.1 : height / 20;
            double spread = covariance[row][row] + noise * noise;
            double surprise = measured[row] - mean[row];
            double[] gain = new double[N];
            double[] old = covariance[row].clone();
            for (int i = 0; i < N; i++) {
                gain[i] = covariance[i][row] / spread;
            }
            for (int i = 0; i < N; i++) {
                mean[i] += gain[i] * surprise;
                for (int j = 0; j < N; j++) {
                    covariance[i][j] -= gain[i] * old[j];
                }
            }
        }
    }

    private static double[] startDeviations(double h) {
        return new double[] {h / 10, h / 10, 1e-2, h / 10, h / 16, h / 16, 1e-5, h / 16};
    }

    private static double[] motionDeviations(double h) {
        return new double[] {h / 20, h / 20, 1e-2, h / 20, h / 160, h / 160, 1e-5, h / 160};
    }

    private static double[][] identity() {
        double[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
        return diagonal(ones);
    }

    private static double[][] diagonal(double[] deviations) {
        double[][] result = new double[N][N];
        for (int i = 0; i < N; i++) {
            result[i][i] = deviations[i] * deviations[i];
        }
        return result;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] result = new double[N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                result[i] += matrix[i][j] * vector[j];
            }
        }
        return result;
    }

    private static double[][] times(double[][] left, double[][] right) {
        double[][] result = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                for (int k = 0; k < N; k++) {
                    result[i][j] += left[i][k] * right[k][j];
                }
            }
        }
        return result;
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] result = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                result[j][i] = matrix[i][j];
            }
        }
        return result;
    }

    private static double[][] plus(double[][] one, double[][] other) {
        double[][] result = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                result[i][j] = one[i][j] + other[i][j];
            }
        }
        return result;
    }
}
