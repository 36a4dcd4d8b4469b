package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import ke.co.datacraft.cv.standalone.scenes.Block.Level;
import ke.co.datacraft.cv.standalone.scenes.Block.Side;

/** Rows of houses along both roads, behind everything that moves. */
final class Buildings {

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

    private record Building(Placement place, double length, double depth, double height) {}

    Buildings(Site site, Light light, SplittableRandom random) {
        this.site = site;
        this.light = light;
        this.random = random;
    }

    /** Draws them, the furthest first. */
    void draw(Brush brush) {
        Point eye = site.camera().position();
        List<Building> buildings = rows();
        buildings.sort(
                Comparator.comparingDouble(
                        building -> -building.place().centre().minus(eye).length()));
        buildings.forEach(building -> draw(brush, building));
    }

    private List<Building> rows() {
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
                    new Point(side * (x + length / 2), y + random.nextDouble(0, 2) + depth / 2, 0);
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
