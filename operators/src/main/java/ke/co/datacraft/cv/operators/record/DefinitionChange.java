package ke.co.datacraft.cv.operators.record;

import ke.co.datacraft.cv.contracts.RuleDefinition;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.ZoneDefinition;

/**
 * A change of a definition, or the sign that all that were there at the start have come.
 *
 * <p>Definitions are read anew from the beginning of their topics whenever a job starts or
 * restarts. {@link Kind#CAUGHT_UP} ends that first reading: what is in state and was not told since
 * the start is gone.
 *
 * @param kind what it is about
 * @param key {@code tenant/id}; null with {@link Kind#CAUGHT_UP}
 * @param source the source, or null
 * @param zone the zone or line, or null
 * @param rule the rule, or null; all three are null where the definition was removed
 */
public record DefinitionChange(
        Kind kind, String key, SourceDefinition source, ZoneDefinition zone, RuleDefinition rule) {

    /** What a change is about. */
    public enum Kind {
        /** A camera or another source of pictures. */
        SOURCE,
        /** A zone or line. */
        ZONE,
        /** A rule. */
        RULE,
        /** Everything that was there at the start has been told. */
        CAUGHT_UP
    }

    /** A source as it now is. */
    public static DefinitionChange of(String key, SourceDefinition source) {
        return new DefinitionChange(Kind.SOURCE, key, source, null, null);
    }

    /** A zone as it now is. */
    public static DefinitionChange of(String key, ZoneDefinition zone) {
        return new DefinitionChange(Kind.ZONE, key, null, zone, null);
    }

    /** A rule as it now is. */
    public static DefinitionChange of(String key, RuleDefinition rule) {
        return new DefinitionChange(Kind.RULE, key, null, null, rule);
    }

    /** Something was removed. */
    public static DefinitionChange removed(Kind kind, String key) {
        return new DefinitionChange(kind, key, null, null, null);
    }

    /** Everything that was there at the start has been told. */
    public static DefinitionChange caughtUp() {
        return new DefinitionChange(Kind.CAUGHT_UP, null, null, null, null);
    }
}
