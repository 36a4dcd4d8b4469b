package ke.co.datacraft.cv.standalone.command;

import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.scenes.SceneSeries;
import picocli.CommandLine.Option;

/** Which frames: the options that all commands on scenes share. */
final class SceneOptions {

    private static final int MAX_FRAMES = 1_000_000;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many (${DEFAULT-VALUE}).")
    private int frames;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Another seed gives other scenes (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "1280x720",
            description = "Size of a frame in pixels (${DEFAULT-VALUE}).")
    private String size;

    int frames() {
        if (frames < 1 || frames > MAX_FRAMES) {
            throw new UsageException("--frames is " + frames + ": give 1 to " + MAX_FRAMES);
        }
        return frames;
    }

    long seed() {
        return seed;
    }

    SceneSeries series() {
        int[] sides = sides("--size", size);
        try {
            return new SceneSeries(seed, sides[0], sides[1]);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--size is " + size + ": " + e.getMessage());
        }
    }

    /** Width and height. */
    static int[] sides(String option, String text) {
        if (!text.matches("\\d{2,4}x\\d{2,4}")) {
            throw new UsageException(option + " is '" + text + "': give one such as 1280x720");
        }
        int x = text.indexOf('x');
        return new int[] {
            Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1))
        };
    }
}
