package ke.co.datacraft.cv.standalone.scenes;

/** Roads of a scene. */
public enum StreetPlan {
    /** Two roads that cross. */
    CROSSING,

    /** A road away from the camera. */
    AVENUE,

    /** A road across the picture. */
    STREET
}
