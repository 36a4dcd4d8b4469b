package ke.co.datacraft.cv.standalone.samples;

/** What a sample shows. */
public enum SampleKind {
    /** A printed page, as a scanner sees it. */
    DOCUMENT,
    /** A sign beside a road, seen from an angle. */
    STREET_SIGN,
    /** A till receipt. */
    RECEIPT
}
