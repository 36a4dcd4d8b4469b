package ke.co.datacraft.cv.standalone.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class PerspectiveTest {

    @Test
    void cornersGoWhereTheyShould() {
        double[] corners = {10, 20, 200, 5, 190, 120, 0, 90};
        Perspective view = new Perspective(100, 50, corners);
        PathIterator path = view.apply(new Rectangle2D.Double(0, 0, 100, 50)).getPathIterator(null);
        double[] point = new double[6];
        for (int corner = 0; corner < 4; corner++) {
            path.currentSegment(point);
            assertThat(point[0]).isCloseTo(corners[2 * corner], within(1e-9));
            assertThat(point[1]).isCloseTo(corners[2 * corner + 1], within(1e-9));
            path.next();
        }
    }
}
