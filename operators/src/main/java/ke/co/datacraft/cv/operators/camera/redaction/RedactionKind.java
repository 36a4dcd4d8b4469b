package ke.co.datacraft.cv.operators.camera.redaction;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import ke.co.datacraft.cv.contracts.Redaction;

/** Why a part of a frame is hidden. */
public enum RedactionKind {
    /** A face was found there. */
    FACE,
    /** A number plate was found there, or may be there. */
    NUMBER_PLATE,
    /** An object of a class was found there. */
    OBJECT,
    /** Something was found there a few frames ago. */
    HELD;

    /**
     * What can be hidden in the frames of a source; regions, which always are, count for nothing.
     *
     * @param redaction what the source asks for, or null
     */
    public static Set<RedactionKind> of(Redaction redaction) {
        Set<RedactionKind> kinds = EnumSet.noneOf(RedactionKind.class);
        if (redaction == null) {
            return kinds;
        }
        if (redaction.faces()) {
            kinds.add(FACE);
        }
        if (redaction.numberPlates()) {
            kinds.add(NUMBER_PLATE);
        }
        if (!redaction.labels().isEmpty()) {
            kinds.add(OBJECT);
        }
        if (!kinds.isEmpty()) {
            kinds.add(HELD);
        }
        return kinds;
    }

    /** Name in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
