package ke.co.datacraft.cv.standalone.samples;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import ke.co.datacraft.cv.bridge.picture.Canvas;
import ke.co.datacraft.cv.bridge.picture.GlyphFont;

/** Draws the samples' pages. Each method tells the text that it drew, line by line. */
final class Painter {

    /** A picture and its text. */
    record Page(BufferedImage image, List<String> lines) {}

    private static final Color PAPER = new Color(0xFB, 0xFA, 0xF5);
    private static final Color INK = new Color(0x1C, 0x1C, 0x22);
    private static final List<Color> BOARDS =
            List.of(
                    new Color(0x00, 0x4F, 0x9E),
                    new Color(0x00, 0x6B, 0x3C),
                    new Color(0x8A, 0x1C, 0x1C),
                    new Color(0x2B, 0x2B, 0x33));

    private final GlyphFont font = GlyphFont.load();

    /** A page of A5 at 150 dots per inch: a title and six sentences, slightly turned. */
    Page document(String language, SplittableRandom random) {
        Canvas canvas = new Canvas(font, 874, 1240, PAPER);
        double degrees = random.nextDouble(-0.7, 0.7);
        canvas.transform(AffineTransform.getRotateInstance(Math.toRadians(degrees), 437, 620));
        List<String> lines = new ArrayList<>();
        String title = pick(Phrases.titles(language), random);
        canvas.text(title, 90, 150, 46, INK);
        canvas.fill(new Rectangle2D.Double(90, 172, 694, 3), INK);
        lines.add(title);
        double size = random.nextInt(29, 34);
        double y = 260;
        for (String sentence : shuffled(Phrases.sentences(language), random).subList(0, 6)) {
            canvas.text(sentence, 90, y, size, INK);
            lines.add(sentence);
            y += size * 2.1;
        }
        BufferedImage image = canvas.finish();
        Scanner.addGrain(image, random, 4);
        return new Page(image, lines);
    }

    /** A board with two lines of capitals, seen from an angle before sky and grass. */
    Page sign(SplittableRandom random) {
        Canvas canvas = new Canvas(font, 960, 640, new Color(0xA9, 0xC6, 0xE0));
        canvas.fill(new Rectangle2D.Double(0, 470, 960, 170), new Color(0x6C, 0x8B, 0x4E));
        canvas.fill(new Rectangle2D.Double(466, 420, 28, 220), new Color(0x80, 0x80, 0x80));
        Perspective view =
                new Perspective(
                        720,
                        320,
                        at(110, random),
                        at(120, random),
                        at(850, random),
                        at(90, random),
                        at(840, random),
                        at(440, random),
                        at(120, random),
                        at(420, random));
        Color board = pick(BOARDS, random);
        canvas.fill(view.apply(new RoundRectangle2D.Double(0, 0, 720, 320, 40, 40)), board);
        canvas.stroke(
                view.apply(new RoundRectangle2D.Double(14, 14, 692, 292, 30, 30)), Color.WHITE, 5);
        List<String> lines = pick(Phrases.SIGNS, random);
        canvas.fill(view.apply(centred(lines.get(0), 145, 600)), Color.WHITE);
        canvas.fill(view.apply(centred(lines.get(1), 250, 420)), Color.WHITE);
        BufferedImage image = canvas.finish();
        Scanner.addGrain(image, random, 6);
        return new Page(image, lines);
    }

    /** A till receipt: shop, goods with prices, total. */
    Page receipt(SplittableRandom random) {
        int goods = random.nextInt(4, 7);
        Canvas canvas = new Canvas(font, 560, 330 + goods * 52, Color.WHITE);
        List<String> lines = new ArrayList<>();
        String shop = pick(Phrases.SHOPS, random);
        canvas.text(shop, 280 - font.width(shop, 40) / 2, 80, 40, INK);
        lines.add(shop);
        double y = 150;
        int total = 0;
        for (String good : shuffled(Phrases.GOODS, random).subList(0, goods)) {
            int cents = random.nextInt(85, 1990);
            total += cents;
            lines.add(row(canvas, good, cents, y, 30));
            y += 52;
        }
        canvas.fill(new Rectangle2D.Double(40, y - 20, 480, 3), INK);
        lines.add(row(canvas, "TOTAL", total, y + 40, 40));
        canvas.text("Thank you", 210, y + 110, 28, INK);
        lines.add("Thank you");
        BufferedImage image = canvas.finish();
        Scanner.addGrain(image, random, 3);
        return new Page(image, lines);
    }

    private String row(Canvas canvas, String label, int cents, double y, double size) {
        String price = String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
        canvas.text(label, 40, y, size, INK);
        canvas.textRight(price, 520, y, size, INK);
        return label + " " + price;
    }

    /** Outline of a line as wide as given, no higher than 90 pixels, in the middle of the board. */
    private Shape centred(String text, double baseline, double width) {
        double size = Math.min(90, width / font.width(text, 1));
        double x = 360 - font.width(text, size) / 2;
        return AffineTransform.getTranslateInstance(x, baseline)
                .createTransformedShape(font.outline(text, size));
    }

    private static double at(double value, SplittableRandom random) {
        return value + random.nextDouble(-25, 25);
    }

    private static <T> T pick(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Fisher and Yates' shuffle; the platform's own one takes another kind of generator. */
    private static <T> List<T> shuffled(List<T> items, SplittableRandom random) {
        List<T> shuffled = new ArrayList<>(items);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            java.util.Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }
}
