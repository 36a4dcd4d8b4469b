package ke.co.datacraft.cv.bridge.http;

import java.util.Locale;
import java.util.Optional;

/** What a caller may do; {@code openapi.yaml} lists the roles of each operation. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Also submits, cancels, retries, replays and edits definitions. */
    OPERATOR,
    /** Also activates models, manages tenants and API keys, discards. */
    ADMIN;

    /** The word in tokens and in {@code openapi.yaml}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a word. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
