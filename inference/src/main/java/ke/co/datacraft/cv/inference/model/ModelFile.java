package ke.co.datacraft.cv.inference.model;

/**
 * How a model's file is.
 *
 * @param state whether it can be used
 * @param place its path, {@code classpath:} and a resource, or null for a missing one
 * @param sizeBytes its size; of a missing one what the manifest says, 0 when unknown
 * @param sha256 its digest, or null for a missing one
 */
public record ModelFile(State state, String place, long sizeBytes, String sha256) {

    /** Whether a file can be used. */
    public enum State {
        /** On disk, with the digest that is asked for, if any. */
        HERE,
        /** In no folder. */
        MISSING,
        /** On disk, with another digest than the manifest or the fetch says. */
        DAMAGED,
        /** Comes with the program. */
        CLASS_PATH
    }
}
