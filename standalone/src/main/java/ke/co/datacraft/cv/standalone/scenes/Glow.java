package ke.co.datacraft.cv.standalone.scenes;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** The shine around lights. */
final class Glow {

    private static final int SIZE = 64;
    private static final BufferedImage HEAD = sprite(new Color(255, 246, 214));
    private static final BufferedImage TAIL = sprite(new Color(255, 46, 34));
    private static final BufferedImage LAMP = sprite(new Color(255, 214, 150));

    private final Brush brush;

    Glow(Brush brush) {
        this.brush = brush;
    }

    private static BufferedImage sprite(Color color) {
        BufferedImage sprite = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
        int rgb = color.getRGB() & 0xffffff;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double distance = Math.hypot(x + 0.5 - SIZE / 2.0, y + 0.5 - SIZE / 2.0);
                double fall = Math.max(0, 1 - distance / (SIZE / 2.0));
                sprite.setRGB(x, y, (int) (255 * fall * fall * fall) << 24 | rgb);
            }
        }
        return sprite;
    }

    /** A vehicle's lamp, brighter the more it looks into the camera. */
    void later(Point lamp, boolean head, double facing) {
        double strength = brush.light().glow() * facing;
        shine(lamp, head ? HEAD : TAIL, head ? 0.9 : 0.5, strength * (head ? 0.95 : 0.8));
    }

    /** A street lamp. */
    void streetLamp(Point lamp) {
        shine(lamp, LAMP, 1.3, brush.light().glow() * 0.9);
    }

    private void shine(Point lamp, BufferedImage sprite, double radius, double opacity) {
        if (opacity < 0.03) {
            return;
        }
        Camera.Seen seen = brush.camera().see(lamp);
        double pixels = brush.camera().pixels(radius, seen.depth());
        Graphics2D picture = brush.picture();
        Composite before = picture.getComposite();
        picture.setComposite(
                AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) Math.min(1, opacity)));
        AffineTransform place =
                AffineTransform.getTranslateInstance(seen.x() - pixels, seen.y() - pixels);
        place.scale(2 * pixels / SIZE, 2 * pixels / SIZE);
        picture.drawImage(sprite, place, null);
        picture.setComposite(before);
    }
}
