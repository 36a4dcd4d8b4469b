package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthOrderTest {

    private static final Point CAMERA = new Point(0, -10, 6);
    private final List<String> painted = new ArrayList<>();

    private DepthOrder.Item item(String name, double x, double y, double wide, double deep) {
        Rectangle2D ground = new Rectangle2D.Double(x - wide / 2, y - deep / 2, wide, deep);
        double distance = Math.hypot(x - CAMERA.x(), y - CAMERA.y());
        return new DepthOrder.Item(
                ground, new Rectangle2D.Double(0, 0, 9, 9), distance, () -> painted.add(name));
    }

    @Test
    void theNearerOneComesLast() {
        DepthOrder.sorted(List.of(item("near", 0, 2, 2, 4), item("far", 0, 20, 2, 4)), CAMERA)
                .forEach(item -> item.paint().run());
        assertThat(painted).containsExactly("far", "near");
    }

    @Test
    void whoStandsBesideALongBusTowardsTheCameraIsBeforeIt() {
        // The middle of the bus is nearer than the person, yet hides nothing of them.
        DepthOrder.sorted(
                        List.of(item("person", 2, 12, 0.5, 0.5), item("bus", 6, 8, 2.5, 12)),
                        CAMERA)
                .forEach(item -> item.paint().run());
        assertThat(painted).containsExactly("bus", "person");
    }
}
