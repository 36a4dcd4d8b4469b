package ke.co.datacraft.cv.bridge.console;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A drawn street of 640 x 480 pixels: a car, a walker, a sign. */
final class StreetPicture {

    static final double[] CAR = {230, 290, 180, 90};
    static final double[] WALKER = {110, 230, 40, 120};
    static final double[] FACE = {120, 232, 20, 22};
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private StreetPicture() {}

    static byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        ground(graphics);
        things(graphics);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static void ground(Graphics2D graphics) {
        fill(graphics, new Color(0xB8D4EA), 0, 0, WIDTH, 200);
        fill(graphics, new Color(0x9DA58A), 0, 200, WIDTH, 80);
        fill(graphics, new Color(0x5B6068), 0, 280, WIDTH, 200);
        for (int x = 20; x < WIDTH; x += 120) {
            fill(graphics, new Color(0xE8E4D8), x, 400, 60, 8);
        }
        for (int x = 0; x < WIDTH; x += 160) {
            fill(graphics, new Color(0xC9B9A3), x + 10, 70, 130, 150);
            for (int window = 0; window < 6; window++) {
                fill(
                        graphics,
                        new Color(0x6E8494),
                        x + 25 + 40 * (window % 3),
                        90 + 55 * (window / 3),
                        22,
                        32);
            }
        }
    }

    private static void things(Graphics2D graphics) {
        fill(graphics, new Color(0xA8322D), 230, 320, 180, 45);
        fill(graphics, new Color(0x8C2A26), 265, 290, 110, 35);
        graphics.setColor(new Color(0x22262B));
        graphics.fillOval(255, 350, 32, 32);
        graphics.fillOval(350, 350, 32, 32);
        graphics.setColor(new Color(0xD9A77C));
        graphics.fillOval(120, 232, 20, 22);
        fill(graphics, new Color(0x27496D), 112, 254, 36, 52);
        fill(graphics, new Color(0x2E3338), 115, 306, 13, 44);
        fill(graphics, new Color(0x2E3338), 133, 306, 13, 44);
        fill(graphics, Color.WHITE, 470, 150, 130, 50);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
        graphics.drawString("MAIN STREET", 474, 182);
    }

    private static void fill(
            Graphics2D graphics, Color color, int x, int y, int width, int height) {
        graphics.setColor(color);
        graphics.fillRect(x, y, width, height);
    }
}
