package ke.co.datacraft.cv.standalone.encryption;

import java.util.ArrayList;
import java.util.List;

/** What a rotation did. */
public final class Rotated {

    /** Stands for the key id of what is not encrypted. */
    public static final String PLAIN = "(plain)";

    private static final int MAX_SHOWN = 10;

    private final List<String> shown = new ArrayList<>();
    private long changed;
    private long failed;

    void changed(int count) {
        changed += count;
    }

    void failed(String what) {
        failed++;
        if (shown.size() < MAX_SHOWN) {
            shown.add(what);
        }
    }

    /** How many were encrypted anew. */
    public long changed() {
        return changed;
    }

    /** How many could not be read, and stay as they are. */
    public long failed() {
        return failed;
    }

    /** The first of those that failed, with the reason and the cure. */
    public List<String> failures() {
        return List.copyOf(shown);
    }
}
