package ke.co.datacraft.cv.standalone.scenes;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Which object each pixel shows. */
final class IdBuffer {

    private final BufferedImage image;
    private final int[] pixels;

    IdBuffer(int width, int height) {
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** Pixels of one object. */
    record Extent(int count, int left, int top, int right, int bottom) {}

    BufferedImage image() {
        return image;
    }

    void clear() {
        java.util.Arrays.fill(pixels, 0);
    }

    int at(int x, int y) {
        return pixels[y * image.getWidth() + x] & 0xffffff;
    }

    /** Pixels of an object within these bounds; its edges are those of its pixels. */
    Extent extent(int id, Rectangle2D bounds) {
        int width = image.getWidth();
        int fromX = (int) Math.max(0, Math.floor(bounds.getMinX()));
        int toX = (int) Math.min(width, Math.ceil(bounds.getMaxX()));
        int fromY = (int) Math.max(0, Math.floor(bounds.getMinY()));
        int toY = (int) Math.min(image.getHeight(), Math.ceil(bounds.getMaxY()));
        int count = 0;
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                if ((pixels[y * width + x] & 0xffffff) == id) {
                    count++;
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        return new Extent(count, left, top, right + 1, bottom + 1);
    }
}
