package ke.co.datacraft.cv.inference.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GroundPlaneTest {

    /** A camera 5 m high that looks at the horizon in the middle of the picture. */
    private static double[] seen(double across, double away) {
        return new double[] {0.5 + across / away, 0.5 + 5 / away};
    }

    private static GroundPlane road(double left, double near, double width, double length) {
        double[] ground = {
            left, near, left + width, near, left + width, near + length, left, near + length
        };
        double[] image = new double[8];
        for (int i = 0; i < 8; i += 2) {
            System.arraycopy(seen(ground[i], ground[i + 1]), 0, image, i, 2);
        }
        return new GroundPlane(image, ground);
    }

    @Property(tries = 300)
    void everyPointOfTheGroundIsFoundFromFour(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GroundPlane plane =
                road(
                        random.nextDouble(-10, 5),
                        random.nextDouble(10, 20),
                        random.nextDouble(1, 20),
                        random.nextDouble(5, 80));
        double across = random.nextDouble(-20, 20);
        double away = random.nextDouble(8, 120);
        double[] at = seen(across, away);
        assertThat(plane.groundX(at[0], at[1])).isEqualTo(across, within(1e-6));
        assertThat(plane.groundY(at[0], at[1])).isEqualTo(away, within(1e-6));
    }

    @Test
    void fourPointsComeBackAsTheyWereGiven() {
        double[] image = {0.1, 0.9, 0.8, 0.95, 0.6, 0.4, 0.3, 0.5};
        double[] ground = {500_000, 20, 500_008, 20, 500_008, 65, 500_000, 65};
        GroundPlane plane = new GroundPlane(image, ground);
        for (int i = 0; i < 8; i += 2) {
            assertThat(plane.groundX(image[i], image[i + 1])).isEqualTo(ground[i], within(1e-6));
            assertThat(plane.groundY(image[i], image[i + 1]))
                    .isEqualTo(ground[i + 1], within(1e-6));
        }
    }

    @Test
    void whatIsAboveTheHorizonIsNotOnTheGround() {
        GroundPlane plane = road(-4, 10, 8, 40);
        assertThat(plane.groundX(0.5, 0.4)).isNaN();
        assertThat(plane.groundY(0.5, 0.4)).isNaN();
        assertThat(plane.groundY(0.5, 0.6)).isEqualTo(50, within(1e-6));
    }

    @Test
    void aHorizonThroughThePicturesCornerDoesNoHarm() {
        // A camera that looks down: its horizon is the upper edge, y = 0.
        double[] ground = {-4, 10, 4, 10, 4, 50, -4, 50};
        double[] image = new double[8];
        for (int i = 0; i < 8; i += 2) {
            image[i] = 0.5 + ground[i] / ground[i + 1];
            image[i + 1] = 5 / ground[i + 1];
        }
        GroundPlane plane = new GroundPlane(image, ground);
        assertThat(plane.groundX(0.6, 0.25)).isEqualTo(2, within(1e-9));
        assertThat(plane.groundY(0.6, 0.25)).isEqualTo(20, within(1e-9));
    }

    @Test
    void threePointsOnOneLineDefineNoPlane() {
        double[] square = {0, 0, 1, 0, 1, 1, 0, 1};
        double[] bent = {0, 0, 0.5, 0.5, 1, 1, 0, 1};
        assertThatIllegalArgumentException().isThrownBy(() -> new GroundPlane(bent, square));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroundPlane(new double[6], square));
    }
}
