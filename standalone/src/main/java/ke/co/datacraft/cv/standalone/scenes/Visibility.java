package ke.co.datacraft.cv.standalone.scenes;

import ke.co.datacraft.cv.inference.BoundingBox;

/** Which objects are asked for. */
final class Visibility {

    /** Less than this is hidden too much. */
    private static final double LEAST_SHARE = 0.4;

    /** Sizes are told at this width of the frame. */
    private static final double TOLD_WIDTH = 320;

    private static final double LEAST_SIDE = 5;
    private static final double LEAST_SIZE = 10;

    private Visibility() {}

    /**
     * Whether too little is to be seen of an object to ask that it be found.
     *
     * @param share 0..1 of its outline that is visible
     * @param frameWidth pixels
     */
    static boolean isTooLittle(BoundingBox box, double share, int frameWidth) {
        double scale = TOLD_WIDTH / frameWidth;
        double least = Math.min(box.width(), box.height()) * scale;
        double size = Math.sqrt(box.area()) * scale;
        return share < LEAST_SHARE || least < LEAST_SIDE || size < LEAST_SIZE;
    }
}
