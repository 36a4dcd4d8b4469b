package ke.co.datacraft.cv.standalone.scenes;

/**
 * An object at one moment.
 *
 * @param trackId its number in the scene
 * @param placement where it is
 * @param travelled metres since it came into the scene; turns wheels and legs
 * @param speed metres per second
 * @param braking whether its brake lights are on
 */
record Actor(
        long trackId,
        Look look,
        Placement placement,
        double travelled,
        double speed,
        boolean braking) {}
