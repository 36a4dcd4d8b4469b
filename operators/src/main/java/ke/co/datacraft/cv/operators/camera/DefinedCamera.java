package ke.co.datacraft.cv.operators.camera;

import ke.co.datacraft.cv.contracts.SourceDefinition;

/** A camera as the enumerator sees it. */
final class DefinedCamera {

    /** Where it is. */
    enum Place {
        /** Nowhere; it can be given to any reader. */
        FREE,
        /** With a reader. */
        OWNED,
        /** With a reader that was asked to give it back. */
        RELEASING,
        /** With a reader that failed and will tell how far it was read. */
        LOST
    }

    private final String key;
    private SourceDefinition source;
    private long writtenAt;
    private final long notBefore;
    private CameraSplit known;
    private Place place = Place.FREE;
    private int owner = -1;

    /**
     * @param notBefore reports of what was captured before are about another camera of this name
     */
    DefinedCamera(String key, SourceDefinition source, long writtenAt, long notBefore) {
        this.key = key;
        this.source = source;
        this.writtenAt = writtenAt;
        this.notBefore = notBefore;
    }

    Place place() {
        return place;
    }

    int owner() {
        return owner;
    }

    boolean isAt(Place where, int reader) {
        return place == where && owner == reader;
    }

    void move(Place where, int reader) {
        place = where;
        owner = reader;
    }

    /** Whether the definition says something new. */
    boolean redefine(SourceDefinition newer, long newWrittenAt) {
        if (newer.equals(source)) {
            return false;
        }
        if (known != null || place != Place.FREE) {
            known = split().redefined(newer, newWrittenAt);
        }
        source = newer;
        writtenAt = newWrittenAt;
        return true;
    }

    /** Takes over what a reader or a checkpoint knows. */
    void adopt(CameraSplit report) {
        if (report.baseTimeMillis() < notBefore) {
            return;
        }
        known = known == null ? report : CameraSplit.later(known, report);
    }

    /** The camera as it is to be given to a reader. */
    CameraSplit split() {
        return known == null
                ? CameraSplit.of(key, source, writtenAt)
                : known.redefined(source, writtenAt);
    }
}
