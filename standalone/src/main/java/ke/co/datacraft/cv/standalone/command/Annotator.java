package ke.co.datacraft.cv.standalone.command;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.bridge.picture.GlyphFont;
import ke.co.datacraft.cv.bridge.picture.ResultPainter;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;

/** Draws what was found into copies of the images. */
final class Annotator {

    private final Path folder;
    private final ResultPainter painter = new ResultPainter(GlyphFont.load());
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(100));

    Annotator(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
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
        painter.paint(picture, result);
        return save(name, result.page(), picture);
    }

    private Path save(String name, int page, BufferedImage picture) throws IOException {
        Path file = folder.resolve(name + ".page" + (page + 1) + ".png");
        Files.write(file, ImageFiles.encode(List.of(picture), "png"));
        return file;
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
