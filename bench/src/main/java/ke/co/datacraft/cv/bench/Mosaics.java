package ke.co.datacraft.cv.bench;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;

/**
 * Large pictures laid out of small ones at their own size, so that they cost what pictures cost.
 */
final class Mosaics {

    static final int WIDTH = 1920;
    static final int HEIGHT = 1080;

    private Mosaics() {}

    /**
     * Makes JPEGs of 1920 x 1080.
     *
     * @param tiles pictures to lay out
     * @param count how many, each beginning with another tile
     */
    static List<byte[]> of(List<Path> tiles, int count) throws IOException {
        List<byte[]> mosaics = new ArrayList<>();
        for (int first = 0; first < count; first++) {
            mosaics.add(ImageFiles.encode(List.of(layOut(tiles, first)), "jpg"));
        }
        return mosaics;
    }

    private static BufferedImage layOut(List<Path> tiles, int first) throws IOException {
        BufferedImage mosaic = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = mosaic.createGraphics();
        try {
            int next = first;
            for (int y = 0; y < HEIGHT; ) {
                int rowHeight = HEIGHT;
                for (int x = 0; x < WIDTH; ) {
                    BufferedImage tile = ImageIO.read(tiles.get(next++ % tiles.size()).toFile());
                    graphics.drawImage(tile, x, y, null);
                    x += tile.getWidth();
                    rowHeight = Math.min(rowHeight, tile.getHeight());
                }
                y += rowHeight;
            }
            return mosaic;
        } finally {
            graphics.dispose();
        }
    }
}
