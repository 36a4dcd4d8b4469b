package ke.co.datacraft.cv.inference.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MotionDetectorTest {

    private static final double[] LEFT_HALF = {0, 0, 0.5, 0, 0.5, 1, 0, 1};

    @Test
    void anEmptyStreetIsStillAndACarIsNot() {
        try (MotionDetector detector = new MotionDetector(0.5, 0.001, List.of())) {
            assertThat(detector.moves(TestingFrames.street(0, 0, 0, 0, 0))).isTrue();
            for (int frame = 1; frame < 30; frame++) {
                assertThat(detector.moves(TestingFrames.street(frame, 0, 0, 0, 0))).isFalse();
            }
            for (int frame = 30; frame < 40; frame++) {
                int x = 20 * (frame - 30);
                assertThat(detector.moves(TestingFrames.street(frame, x, 100, 40, 0))).isTrue();
            }
        }
    }

    @Test
    void movementBehindAMaskDoesNotCount() {
        try (MotionDetector detector = new MotionDetector(0.5, 0.001, List.of(LEFT_HALF))) {
            for (int frame = 0; frame < 20; frame++) {
                detector.moves(TestingFrames.street(frame, 0, 0, 0, 0));
            }
            assertThat(detector.moves(TestingFrames.street(20, 100, 100, 60, 0))).isFalse();
            assertThat(detector.moves(TestingFrames.street(21, 400, 100, 60, 0))).isTrue();
        }
    }

    @Test
    void lessThanTheLeastAreaDoesNotCount() {
        try (MotionDetector detector = new MotionDetector(0.5, 0.05, List.of())) {
            for (int frame = 0; frame < 20; frame++) {
                detector.moves(TestingFrames.street(frame, 0, 0, 0, 0));
            }
            assertThat(detector.moves(TestingFrames.street(20, 100, 100, 60, 0))).isFalse();
            assertThat(detector.moves(TestingFrames.street(21, 100, 100, 150, 0))).isTrue();
        }
    }

    @Test
    void sensitivityDecidesHowFaintMovementMayBe() {
        for (boolean sensitive : new boolean[] {false, true}) {
            try (MotionDetector detector =
                    new MotionDetector(sensitive ? 1 : 0, 0.001, List.of())) {
                for (int frame = 0; frame < 20; frame++) {
                    detector.moves(TestingFrames.street(frame, 0, 0, 0, 0));
                }
                // A little more light everywhere.
                assertThat(detector.moves(TestingFrames.street(20, 0, 0, 0, 12)))
                        .isEqualTo(sensitive);
            }
        }
    }
}
