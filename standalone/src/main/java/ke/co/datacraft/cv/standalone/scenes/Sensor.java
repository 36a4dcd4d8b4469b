package ke.co.datacraft.cv.standalone.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.SplittableRandom;

/** What a real camera adds to the picture: rain before the lens, a slight blur, noise. */
final class Sensor {

    private static final int TABLE = 1 << 16;
    private static final byte[] NOISE = table();
    private static final int UNIT = 32;

    private final SceneCondition condition;
    private final boolean blurs;
    private final double noise;

    Sensor(SceneCondition condition, SplittableRandom random) {
        this.condition = condition;
        this.blurs = random.nextInt(3) == 0;
        this.noise =
                switch (condition) {
                    case DAY -> random.nextDouble(0.5, 3);
                    case DUSK, RAIN -> random.nextDouble(1, 4.5);
                    case NIGHT -> random.nextDouble(2, 7);
                };
    }

    /** Normally distributed numbers with a standard deviation of {@link #UNIT}. */
    private static byte[] table() {
        SplittableRandom random = new SplittableRandom(20_250_101);
        byte[] table = new byte[TABLE];
        for (int i = 0; i < TABLE; i++) {
            double normal =
                    Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
                            * Math.cos(2 * Math.PI * random.nextDouble());
            table[i] = (byte) Math.max(-127, Math.min(127, Math.round(UNIT * normal)));
        }
        return table;
    }

    /** Works on an image of the type 3BYTE_BGR. */
    void expose(BufferedImage image, SplittableRandom random) {
        if (condition == SceneCondition.RAIN) {
            rain(image, random);
        }
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        if (blurs) {
            blur(pixels, 3 * image.getWidth());
        }
        int strength = (int) Math.round(noise * 256 / UNIT);
        int row = 3 * image.getWidth();
        for (int start = 0; start < pixels.length; start += row) {
            int offset = random.nextInt(TABLE);
            for (int i = 0; i < row; i++) {
                int grain = NOISE[offset + i & TABLE - 1] * strength >> 8;
                int value = (pixels[start + i] & 0xff) + grain;
                pixels[start + i] = (byte) (value < 0 ? 0 : Math.min(value, 255));
            }
        }
    }

    /** Means of three pixels in a column; a lens is never quite sharp. */
    private static void blur(byte[] pixels, int row) {
        for (int i = 3; i < pixels.length - row - 3; i++) {
            int sum = 2 * (pixels[i] & 0xff) + (pixels[i + 3] & 0xff) + (pixels[i + row] & 0xff);
            pixels[i] = (byte) (sum >> 2);
        }
    }

    private static void rain(BufferedImage image, SplittableRandom random) {
        Graphics2D picture = image.createGraphics();
        picture.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double unit = image.getWidth() / 1280.0;
        double slant = random.nextDouble(-0.1, 0.1);
        int streaks = 260;
        for (int i = 0; i < streaks; i++) {
            double x = random.nextDouble() * image.getWidth();
            double y = random.nextDouble() * image.getHeight();
            double length = unit * random.nextDouble(14, 46);
            picture.setColor(new Color(222, 228, 232, random.nextInt(40, 105)));
            picture.setStroke(new BasicStroke((float) Math.max(0.6, unit * 1.2)));
            picture.draw(new Line2D.Double(x, y, x + slant * length, y + length));
        }
        picture.dispose();
    }
}
