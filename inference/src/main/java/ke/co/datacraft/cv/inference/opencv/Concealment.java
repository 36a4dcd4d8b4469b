package ke.co.datacraft.cv.inference.opencv;

/** How a region is made unrecognisable. */
public enum Concealment {
    /** By a blur as wide as a third of the region. */
    BLUR,
    /** By a mosaic of a few cells. */
    PIXELATE,
    /** By black. */
    FILL
}
