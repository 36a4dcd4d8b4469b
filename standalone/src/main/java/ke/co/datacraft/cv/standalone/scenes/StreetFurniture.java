package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ke.co.datacraft.cv.standalone.scenes.Block.Level;

/** Trees, street lamps and traffic lights: they stand still and hide what is behind them. */
final class StreetFurniture {

    private static final Color POST = new Color(0x5A5E62);
    private static final Color TRUNK = new Color(0x5B4634);
    private static final Color BOX = new Color(0x1D1F22);
    private static final List<Color> LEAVES =
            List.of(new Color(0x3F6B34), new Color(0x55803C), new Color(0x6C8F46));
    private static final int BLOBS = 20;

    private final Site site;
    private final Signals signals;
    private final List<Tree> trees;

    private record Tree(Point foot, double height, Color leaves, List<Point> blobs) {}

    StreetFurniture(Site site, Signals signals, SplittableRandom random) {
        this.site = site;
        this.signals = signals;
        this.trees = site.trees().stream().map(foot -> tree(foot, random)).toList();
    }

    private static Tree tree(Point foot, SplittableRandom random) {
        double height = random.nextDouble(4.5, 8);
        List<Point> blobs = new ArrayList<>();
        for (int i = 0; i < BLOBS; i++) {
            double angle = 2 * Math.PI * i / BLOBS * 2.4;
            double away = 0.32 * height * Math.sqrt((i + 0.5) / BLOBS) * 0.95;
            blobs.add(
                    new Point(
                            away * Math.cos(angle),
                            away * Math.sin(angle),
                            height * (0.55 + 0.42 * i / BLOBS * random.nextDouble(0.7, 1))));
        }
        return new Tree(foot, height, LEAVES.get(random.nextInt(LEAVES.size())), blobs);
    }

    /** Everything, as it is at this time. */
    List<DepthOrder.Item> items(Brush brush, Glow glow, double seconds) {
        List<DepthOrder.Item> items = new ArrayList<>();
        for (Tree tree : trees) {
            item(
                    items,
                    brush,
                    tree.foot(),
                    tree.height() * 0.4,
                    tree.height() * 1.1,
                    0.4,
                    () -> {
                        draw(brush, tree);
                    });
        }
        for (Point foot : site.lamps()) {
            item(items, brush, foot, 1.8, 6.8, 0.12, () -> lamp(brush, glow, foot));
        }
        if (site.isCrossing()) {
            double x = site.northHalf() + 0.9;
            double y = site.eastHalf() + 0.9;
            for (int side = -1; side <= 1; side += 2) {
                Point foot = new Point(side * x, y, 0);
                boolean eastRoad = side > 0 == site.keepLeft();
                item(
                        items,
                        brush,
                        foot,
                        0.4,
                        3.8,
                        0.12,
                        () -> {
                            signal(brush, foot, signals.aspect(eastRoad, seconds));
                        });
            }
        }
        return items;
    }

    private static void item(
            List<DepthOrder.Item> items,
            Brush brush,
            Point foot,
            double spread,
            double height,
            double thickness,
            Runnable paint) {
        Camera camera = brush.camera();
        if (camera.depth(foot) < 1.5) {
            return;
        }
        Camera.Seen low = camera.see(foot);
        Camera.Seen high = camera.see(foot.plus(new Point(0, 0, height)));
        double wide = camera.pixels(spread, low.depth()) + 2;
        Rectangle2D screen =
                new Rectangle2D.Double(low.x() - wide, high.y(), 2 * wide, low.y() - high.y() + 2);
        if (!screen.intersects(0, 0, camera.width(), camera.height())) {
            return;
        }
        items.add(
                new DepthOrder.Item(
                        new Rectangle2D.Double(
                                foot.x() - thickness,
                                foot.y() - thickness,
                                2 * thickness,
                                2 * thickness),
                        screen,
                        foot.minus(camera.position()).length(),
                        paint));
    }

    private static void draw(Brush brush, Tree tree) {
        Point foot = tree.foot();
        brush.rod(TRUNK, foot, foot.plus(new Point(0, 0, tree.height() * 0.6)), 0.16);
        for (int i = 0; i < tree.blobs().size(); i++) {
            Color leaves = i % 3 == 0 ? tree.leaves().darker() : tree.leaves();
            Color shade = i % 4 == 1 ? LEAVES.get(2) : leaves;
            brush.ball(shade, foot.plus(tree.blobs().get(i)), tree.height() * 0.125);
        }
    }

    private void lamp(Brush brush, Glow glow, Point foot) {
        double height = 6.4;
        // The arm reaches over the road, whose middle is nearer to an axis.
        boolean besideEast =
                site.eastRoad() != null && Math.abs(foot.y() - site.eastHalf() - 0.7) < 0.01;
        Point arm =
                besideEast
                        ? new Point(0, -1.6, 0.25)
                        : new Point(-1.6 * Math.signum(foot.x()), 0, 0.25);
        Point top = foot.plus(new Point(0, 0, height));
        Point head = top.plus(arm);
        brush.rod(POST, foot, top, 0.08);
        brush.rod(POST, top, head, 0.05);
        if (brush.light().lampsOn()) {
            Camera.Seen seen = brush.camera().see(head);
            double radius = brush.camera().pixels(0.16, seen.depth());
            brush.fill(
                    new java.awt.geom.Ellipse2D.Double(
                            seen.x() - radius, seen.y() - radius * 0.7, 2 * radius, 1.4 * radius),
                    new Color(0xFFF0C8));
            glow.streetLamp(head);
        } else {
            brush.rod(POST, head, head.plus(arm.times(-0.2)), 0.1);
        }
    }

    private static void signal(Brush brush, Point foot, Signals.Aspect aspect) {
        brush.rod(POST, foot, foot.plus(new Point(0, 0, 2.8)), 0.07);
        Placement place = new Placement(foot, new Point(0, -1, 0));
        Block box =
                new Block(
                        place, new Level(-0.12, 0.16, 0.2, 2.7), new Level(-0.12, 0.16, 0.2, 3.7));
        box.draw(brush, BOX);
        Face front = box.side(Block.Side.FRONT);
        front.glowing(brush, lit(aspect == Signals.Aspect.RED, 0xFF3B2F), 0.22, 0.7, 0.78, 0.95);
        front.glowing(brush, lit(aspect == Signals.Aspect.AMBER, 0xFFB52E), 0.22, 0.38, 0.78, 0.62);
        front.glowing(brush, lit(aspect == Signals.Aspect.GREEN, 0x3DFF8B), 0.22, 0.06, 0.78, 0.3);
    }

    private static Color lit(boolean on, int color) {
        return on ? new Color(color) : new Color(0x2C2E31);
    }
}
