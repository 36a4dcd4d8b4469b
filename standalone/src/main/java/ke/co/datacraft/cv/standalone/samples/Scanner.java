package ke.co.datacraft.cv.standalone.samples;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.SplittableRandom;

/** What a scanner or camera adds: grain. */
final class Scanner {

    private Scanner() {}

    /**
     * Adds grain to a picture of the type 3BYTE_BGR.
     *
     * @param deviation standard deviation of the grain, in grey values
     */
    static void addGrain(BufferedImage image, SplittableRandom random, double deviation) {
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i + 2 < samples.length; i += 3) {
            // The sum of three uniform values in -1..1 has the standard deviation 1 and is enough
            // of a bell; the random generator's own one is slower and free to change.
            double bell = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
            int grain = (int) Math.round(bell * 2 * deviation);
            for (int channel = 0; channel < 3; channel++) {
                int value = (samples[i + channel] & 0xFF) + grain;
                samples[i + channel] = (byte) Math.max(0, Math.min(255, value));
            }
        }
    }
}
