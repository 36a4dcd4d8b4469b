package ke.co.datacraft.cv.operators.camera.redaction;

import ke.co.datacraft.cv.inference.image.DecodedImage;

/** Finds one kind of thing, or several that one look tells; for many threads at once. */
@FunctionalInterface
interface Finder {

    /**
     * Looks at a frame.
     *
     * @param image open during the call
     * @throws RuntimeException when the frame cannot be looked at
     */
    void find(DecodedImage image, Finds into);
}
