package ke.co.datacraft.cv.operators.record;

/**
 * A record of a topic of definitions, or the sign that all that were there at the start have come.
 *
 * @param record the record as it was read; null for the sign
 */
public record DefinitionRecord(SourceRecord record) {

    /** Everything that was there at the start has been read. */
    public static final DefinitionRecord CAUGHT_UP = new DefinitionRecord(null);

    /** Whether it is the sign. */
    public boolean isCaughtUp() {
        return record == null;
    }
}
