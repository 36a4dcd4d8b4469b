package ke.co.datacraft.cv.inference.opencv;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;

/** A street of noise, 640 by 360, with a bright block on it; rows have bytes to spare. */
final class TestingFrames {

    static final int WIDTH = 640;
    static final int HEIGHT = 360;
    private static final int STRIDE = 3 * WIDTH + 64;

    private TestingFrames() {}

    static GrabbedFrame street(long seed, int blockX, int blockY, int blockSize, int light) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(STRIDE * HEIGHT);
        SplittableRandom ground = new SplittableRandom(7);
        SplittableRandom noise = new SplittableRandom(seed);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int texture = 80 + ground.nextInt(60) + light + noise.nextInt(5);
                boolean block =
                        x >= blockX
                                && x < blockX + blockSize
                                && y >= blockY
                                && y < blockY + blockSize;
                for (int channel = 0; channel < 3; channel++) {
                    pixels.put(y * STRIDE + 3 * x + channel, (byte) (block ? 250 : texture));
                }
            }
        }
        return new GrabbedFrame(WIDTH, HEIGHT, STRIDE, pixels);
    }
}
