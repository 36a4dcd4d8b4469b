package ke.co.datacraft.cv.standalone.scenes;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * A street under a fixed camera. The same seed, size and time give the same bytes, whatever was
 * asked before. For one thread.
 */
public final class Scene {

    private static final int LEAST_WIDTH = 160;
    private static final int MAX_SIDE = 7680;

    private final long seed;
    private final SceneCondition condition;
    private final Traffic traffic;
    private final SceneRenderer renderer;

    /**
     * A scene whose light and weather come with the seed.
     *
     * @param width of its frames in pixels, 160 to 7680
     * @param height of its frames in pixels, 90 to 7680
     */
    public Scene(long seed, int width, int height) {
        this(seed, null, width, height, null);
    }

    /** A scene in light and weather of your choice. */
    public Scene(long seed, int width, int height, SceneCondition condition) {
        this(seed, null, width, height, condition);
    }

    /**
     * A scene of your choice.
     *
     * @param plan its roads; null for those of the seed
     * @param condition light and weather; null for those of the seed
     */
    public Scene(long seed, StreetPlan plan, int width, int height, SceneCondition condition) {
        requireSize(width, height);
        this.seed = seed;
        this.condition = condition == null ? conditionOf(seed) : condition;
        Street street = Street.of(seed, plan, width, height);
        this.traffic = street.traffic();
        this.renderer = new SceneRenderer(street, this.condition);
    }

    static void requireSize(int width, int height) {
        if (width < LEAST_WIDTH || height < 90 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "A frame of "
                            + width
                            + "x"
                            + height
                            + " is not to be drawn: give 160x90 to"
                            + " 7680x7680");
        }
    }

    static void requireTime(double seconds) {
        if (!(seconds >= 0 && seconds < 1e7)) {
            throw new IllegalArgumentException("A scene has no second " + seconds + ": give 0 up");
        }
    }

    private static SceneCondition conditionOf(long seed) {
        SceneCondition[] all = SceneCondition.values();
        return all[new SplittableRandom(seed).nextInt(all.length)];
    }

    /** Light and weather. */
    public SceneCondition condition() {
        return condition;
    }

    /**
     * The picture at a time and what is on it.
     *
     * @param seconds from 0; cheapest when it grows from call to call
     */
    public SceneFrame frame(double seconds) {
        requireTime(seconds);
        SplittableRandom random =
                new SplittableRandom(seed * 31 + Double.doubleToLongBits(seconds));
        BufferedImage image = renderer.blank();
        var objects = renderer.draw(image, traffic.at(seconds), seconds, random);
        return new SceneFrame(image, condition, objects);
    }

    /** Which object each pixel of the last frame shows. */
    IdBuffer ids() {
        return renderer.ids();
    }
}
