package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * What never moves and hides nothing that does: sky, ground and buildings. The camera stands within
 * the width of the north road, so no building is before a road.
 */
final class Backdrop {

    private final Site site;
    private final Light light;
    private final SplittableRandom random;

    Backdrop(Site site, Light light, SplittableRandom random) {
        this.site = site;
        this.light = light;
        this.random = random;
    }

    /** Paints it. */
    BufferedImage paint() {
        Camera camera = site.camera();
        BufferedImage image =
                new BufferedImage(camera.width(), camera.height(), BufferedImage.TYPE_3BYTE_BGR);
        Brush brush = new Brush(camera, light, image, null);
        sky(brush);
        new Ground(site, light, random.nextLong()).paint(image);
        new Buildings(site, light, random).draw(brush);
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
}
