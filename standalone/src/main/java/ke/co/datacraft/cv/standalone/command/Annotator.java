package ke.co.datacraft.cv.standalone.command;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.WordRow;
import ke.co.datacraft.cv.standalone.samples.Canvas;
import ke.co.datacraft.cv.standalone.samples.GlyphFont;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;

/** Draws what was found into copies of the images. */
final class Annotator {

    private static final Color BOX = new Color(0xD8, 0x1B, 0x60);
    private static final double LABEL = 13;

    private final Path folder;
    private final GlyphFont font = GlyphFont.load();
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(100));

    Annotator(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /**
     * Writes {@code name.page.png} with a box around each word.
     *
     * @return the file
     */
    Path write(String name, int page, byte[] bytes, List<WordRow> words) throws IOException {
        Canvas canvas = new Canvas(font, pixels(bytes, page));
        for (WordRow word : words) {
            canvas.stroke(
                    new Rectangle2D.Double(word.x(), word.y(), word.width(), word.height()),
                    BOX,
                    2);
            label(canvas, word);
        }
        Path file = folder.resolve(name + ".page" + (page + 1) + ".png");
        Files.write(file, ImageFiles.encode(List.of(canvas.finish()), "png"));
        return file;
    }

    /** The font lacks many scripts; what it cannot draw stays a box. */
    private void label(Canvas canvas, WordRow word) {
        try {
            canvas.text(word.text(), word.x(), word.y() - 3, LABEL, BOX);
        } catch (IllegalArgumentException noSuchCharacter) {
            canvas.text("?", word.x(), word.y() - 3, LABEL, BOX);
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
