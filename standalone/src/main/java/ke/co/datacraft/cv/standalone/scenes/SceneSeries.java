package ke.co.datacraft.cv.standalone.scenes;

/**
 * Any number of frames of many scenes, several of each scene some seconds apart; light and weather
 * take turns. For one thread.
 */
public final class SceneSeries {

    private static final int FRAMES_OF_A_SCENE = 4;
    private static final double SECONDS_BETWEEN = 6.5;
    private static final long SEEDS_OF_A_SERIES = 1_000_000;

    private final long seed;
    private final int width;
    private final int height;
    private Scene scene;
    private long sceneNumber = -1;

    /**
     * @param seed another seed gives other scenes
     * @param width of the frames in pixels
     * @param height of the frames in pixels
     */
    public SceneSeries(long seed, int width, int height) {
        Scene.requireSize(width, height);
        this.seed = seed;
        this.width = width;
        this.height = height;
    }

    /**
     * One frame.
     *
     * @param number from 0; cheapest in ascending order
     */
    public SceneFrame frame(int number) {
        int wanted = number / FRAMES_OF_A_SCENE;
        if (wanted != sceneNumber) {
            SceneCondition[] conditions = SceneCondition.values();
            scene =
                    new Scene(
                            seed * SEEDS_OF_A_SERIES + wanted,
                            width,
                            height,
                            conditions[wanted % conditions.length]);
            sceneNumber = wanted;
        }
        return scene.frame(number % FRAMES_OF_A_SCENE * SECONDS_BETWEEN);
    }
}
