package ke.co.datacraft.cv.standalone.command;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.picture.Canvas;
import ke.co.datacraft.cv.bridge.picture.GlyphFont;
import ke.co.datacraft.cv.bridge.picture.ResultPainter;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.ObjectRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.WordRow;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;

/** Draws what was found into copies of the images. */
final class Annotator {

    private static final Color WORD = new Color(0xD8, 0x1B, 0x60);
    private static final double WORD_SIZE = 13;
    private static final double LABEL_SIZE = 15;
    private static final Color LABEL = Color.WHITE;

    /** One for each class, in the order in which they first come. */
    private static final List<Color> CLASSES =
            List.of(
                    new Color(0x1E, 0x88, 0xE5),
                    new Color(0xE5, 0x39, 0x35),
                    new Color(0x43, 0xA0, 0x47),
                    new Color(0xFB, 0x8C, 0x00),
                    new Color(0x8E, 0x24, 0xAA),
                    new Color(0x00, 0x89, 0x7B),
                    new Color(0xD8, 0x1B, 0x60),
                    new Color(0x6D, 0x4C, 0x41));

    private final Map<String, Color> colors = new HashMap<>();
    private final Path folder;
    private final GlyphFont font = GlyphFont.load();
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(100));

    Annotator(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /**
     * Writes {@code name.page.png} with a box around each word and each object.
     *
     * @return the file
     */
    Path write(PageRow page, byte[] bytes, DemoRows rows) throws IOException {
        Canvas canvas = new Canvas(font, pixels(bytes, page.page()));
        for (WordRow word : rows.wordsOf(page)) {
            canvas.stroke(
                    new Rectangle2D.Double(word.x(), word.y(), word.width(), word.height()),
                    WORD,
                    2);
            label(canvas, word.text(), word.x(), word.y() - 3);
        }
        List<ObjectRow> objects = rows.objectsOf(page);
        if (objects != null) {
            // Labels of the surest objects are not covered by others.
            for (int i = objects.size() - 1; i >= 0; i--) {
                draw(canvas, objects.get(i));
            }
        }
        return save(page.filename(), page.page(), canvas.finish());
    }

    /**
     * Writes {@code name.page.png} with everything that was found.
     *
     * @param name of the file, without page and ending
     * @param result of an image
     * @param bytes the image; no PDF
     * @return the file
     */
    Path write(String name, ImageResult result, byte[] bytes) throws IOException {
        BufferedImage picture = pixels(bytes, result.page());
        new ResultPainter(font).paint(picture, result);
        return save(name, result.page(), picture);
    }

    private Path save(String name, int page, BufferedImage picture) throws IOException {
        Path file = folder.resolve(name + ".page" + (page + 1) + ".png");
        Files.write(file, ImageFiles.encode(List.of(picture), "png"));
        return file;
    }

    private void draw(Canvas canvas, ObjectRow object) {
        Color color =
                colors.computeIfAbsent(
                        object.label(), label -> CLASSES.get(colors.size() % CLASSES.size()));
        canvas.stroke(
                new Rectangle2D.Double(object.x(), object.y(), object.width(), object.height()),
                color,
                2.5f);
        String text = object.label() + " " + Math.round(100 * object.confidence());
        double width = font.width(text, LABEL_SIZE) + 8;
        double top = Math.max(0, object.y() - LABEL_SIZE - 4);
        canvas.fill(new Rectangle2D.Double(object.x() - 1, top, width, LABEL_SIZE + 4), color);
        canvas.text(text, object.x() + 3, top + LABEL_SIZE - 1, LABEL_SIZE, LABEL);
    }

    /** The font lacks many scripts; what it cannot draw stays a box. */
    private static void label(Canvas canvas, String text, double x, double y) {
        try {
            canvas.text(text, x, y, WORD_SIZE, WORD);
        } catch (IllegalArgumentException noSuchCharacter) {
            canvas.text("?", x, y, WORD_SIZE, WORD);
        }
    }

    private BufferedImage pixels(byte[] bytes, int page) {
        try (DecodedImage decoded =
                decoder.decode(bytes, ImageInspector.inspect(bytes), page, Integer.MAX_VALUE)) {
            BufferedImage image =
                    new BufferedImage(
                            decoded.width(), decoded.height(), BufferedImage.TYPE_3BYTE_BGR);
            byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            decoded.pixels().data().capacity(samples.length).get(samples);
            return image;
        }
    }
}
