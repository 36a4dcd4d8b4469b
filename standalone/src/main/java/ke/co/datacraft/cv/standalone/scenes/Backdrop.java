package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import ke.co.datacraft.cv.standalone.scenes.Block.Level;
import ke.co.datacraft.cv.standalone.scenes.Block.Side;

/**
 * What never moves and hides nothing that does: sky, ground and buildings. The camera stands within
 * the width of the north road, so no building is before a road.
 */
final class Backdrop {

    private static final List<Color> WALLS =
            List.of(
                    new Color(0xC9B79C),
                    new Color(0xB5A99A),
                    new Color(0xA8664E),
                    new Color(0xD6D0C2),
                    new Color(0x8F9AA3),
                    new Color(0xBFA27A),
                    new Color(0x7F8A8C),
                    new Color(0xD9C3A5));
    private static final Color PANE = new Color(0x3A4A58);
    private static final Color LIT = new Color(0xF6DA9A);
    private static final Color SHOP = new Color(0x2F3438);
    private static final double SETBACK = Site.PAVEMENT + 3;

    private final Site site;
    private final Light light;
    private final SplittableRandom random;

    Backdrop(Site site, Light light, SplittableRandom random) {
        this.site = site;
        this.light = light;
        this.random = random;
    }

    private record Building(Placement place, double length, double depth, double height) {}

    /** Paints it. */
    BufferedImage paint() {
        Camera camera = site.camera();
        BufferedImage image =
                new BufferedImage(camera.width(), camera.height(), BufferedImage.TYPE_3BYTE_BGR);
        Brush brush = new Brush(camera, light, image, null);
        sky(brush);
        new Ground(site, light, random.nextLong()).paint(image);
        List<Building> buildings = buildings();
        buildings.sort(
                Comparator.comparingDouble(
                        building ->
                                -building.place().centre().minus(camera.position()).length()));
        buildings.forEach(building -> draw(brush, building));
        brush.finish();
        return image;
    }

    private static Color[] skyColors(SceneCondition condition) {
        return switch (condition) {
            case DAY -> new Color[] {new Color(0x5E97D2), new Color(0xC9DDEA)};
            case DUSK -> new Color[] {new Color(0x4C4A78), new Color(0xF0A066)};
            case NIGHT -> new Color[] {new Color(0x070912), new Color(0x232636)};
            case RAIN -> new Color[] {new Color(0x858C93), new Color(0xB4B9BC)};
        };
    }

    private void sky(Brush brush) {
        Graphics2D picture = brush.picture();
        double horizon = site.camera().horizon();
        Color[] colors = skyColors(light.condition());
        picture.setPaint(
                new GradientPaint(0, 0, colors[0], 0, (float) Math.max(1, horizon), colors[1]));
        picture.fill(new Rectangle2D.Double(0, 0, site.camera().width(), horizon + 2));
        if (light.condition() != SceneCondition.NIGHT) {
            clouds(brush, horizon);
        }
        Color far = light.shade(new Color(0x7D8891), new Point(0, 0, 1), new Point(1e4, 1e4, 0));
        double x = 0;
        double width = site.camera().width();
        while (x < width) {
            double wide = width * random.nextDouble(0.02, 0.07);
            double high = width * random.nextDouble(0.005, 0.045);
            brush.fill(new Rectangle2D.Double(x, horizon - high, wide, high + 3), far);
            x += wide;
        }
    }

    private void clouds(Brush brush, double horizon) {
        double width = site.camera().width();
        int count = random.nextInt(3, 8);
        Color color =
                light.condition() == SceneCondition.DUSK
                        ? new Color(0xE8A58A)
                        : new Color(0xF4F6F7);
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble() * width;
            double y = random.nextDouble() * horizon * 0.8;
            for (int puff = 0; puff < 7; puff++) {
                double wide = width * random.nextDouble(0.04, 0.11);
                double high = wide * 0.3;
                brush.fill(
                        new Ellipse2D.Double(
                                x + width * random.nextDouble(-0.06, 0.06) - wide / 2,
                                y + width * random.nextDouble(-0.008, 0.008) - high / 2,
                                wide,
                                high),
                        Brush.translucent(color, 0.16));
            }
        }
    }

    private List<Building> buildings() {
        List<Building> buildings = new ArrayList<>();
        double a = site.eastHalf();
        double b = site.northHalf();
        if (site.northRoad() != null) {
            double from = site.eastRoad() == null ? site.camera().position().y() + 4 : a + SETBACK;
            for (int side = -1; side <= 1; side += 2) {
                row(buildings, from, 110, side, b + SETBACK);
            }
        }
        if (site.eastRoad() != null) {
            double start = site.northRoad() == null ? -90 : b + SETBACK + 16;
            facing(buildings, start, 90, a + SETBACK, 1);
            if (site.northRoad() != null) {
                facing(buildings, start, 90, a + SETBACK, -1);
            }
        }
        return buildings;
    }

    /** Along the north road, turned to it. */
    private void row(List<Building> buildings, double from, double to, int side, double aside) {
        double y = from;
        while (y < to) {
            double length = random.nextDouble(9, 20);
            double depth = random.nextDouble(11, 15);
            double x = side * (aside + random.nextDouble(0, 2) + depth / 2);
            Placement place =
                    new Placement(new Point(x, y + length / 2, 0), new Point(-side, 0, 0));
            buildings.add(new Building(place, length, depth, random.nextDouble(5, 26)));
            y += length + (random.nextInt(3) == 0 ? random.nextDouble(2, 9) : 0);
        }
    }

    /** Along the east road's far side, turned to it. */
    private void facing(List<Building> buildings, double from, double to, double y, int side) {
        double x = from;
        while (x < to) {
            double length = random.nextDouble(9, 20);
            double depth = random.nextDouble(11, 15);
            Point centre =
                    new Point(
                            side * (x + length / 2), y + random.nextDouble(0, 2) + depth / 2, 0);
            buildings.add(
                    new Building(
                            new Placement(centre, new Point(0, -1, 0)),
                            length,
                            depth,
                            random.nextDouble(5, 26)));
            x += length + (random.nextInt(3) == 0 ? random.nextDouble(2, 9) : 0);
        }
    }

    private void draw(Brush brush, Building building) {
        double half = building.depth() / 2;
        double side = building.length() / 2;
        double height = building.height();
        Color wall = WALLS.get(random.nextInt(WALLS.size()));
        Block block =
                new Block(
                        building.place(),
                        new Level(-half, half, side, 0),
                        new Level(-half, half, side, height));
        int floors = Math.max(1, (int) Math.round(height / 3.3));
        double lit = random.nextDouble(0.15, 0.6);
        boolean bands = random.nextInt(3) == 0;
        for (Side at : Side.values()) {
            Face face = block.side(at);
            if (!face.isSeenBy(brush.camera())) {
                continue;
            }
            face.draw(brush, wall);
            if (at != Side.TOP) {
                double length = at == Side.FRONT || at == Side.REAR ? 2 * side : 2 * half;
                windows(brush, face, floors, (int) (length / 2.6), lit, bands);
                face.patch(brush, wall.darker(), 0, 0.97, 1, 1);
            }
        }
    }

    private void windows(
            Brush brush, Face face, int floors, int columns, double lit, boolean bands) {
        for (int floor = 0; floor < floors; floor++) {
            for (int column = 0; column < columns; column++) {
                double left = (column + (bands ? 0.04 : 0.22)) / columns;
                double right = (column + (bands ? 0.96 : 0.78)) / columns;
                double bottom = (floor + (floor == 0 ? 0.05 : 0.3)) / floors;
                double top = (floor + 0.8) / floors;
                boolean shines = light.lampsOn() && random.nextDouble() < lit;
                if (shines) {
                    double dim = random.nextDouble(0.55, 1);
                    Color color =
                            new Color(
                                    (int) (LIT.getRed() * dim),
                                    (int) (LIT.getGreen() * dim),
                                    (int) (LIT.getBlue() * dim));
                    face.glowing(brush, color, left, bottom, right, top);
                } else {
                    face.patch(brush, floor == 0 ? SHOP : PANE, left, bottom, right, top);
                }
            }
        }
    }
}
