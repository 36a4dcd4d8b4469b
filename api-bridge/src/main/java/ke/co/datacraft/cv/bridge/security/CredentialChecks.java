package ke.co.datacraft.cv.bridge.security;

import java.util.Optional;
import java.util.UUID;

/** Finds out whether credentials are good, and remembers for a moment those that are. */
final class CredentialChecks {

    private static final String KEY = "key:";

    private final TokenVerifier tokens;
    private final VerifiedCache remembered;
    private final ApiKeys apiKeys;
    private final Sessions sessions;

    /**
     * @param tokens checks tokens
     * @param remembered tokens that were checked
     * @param apiKeys checks API keys
     * @param sessions reads cookies
     */
    CredentialChecks(
            TokenVerifier tokens, VerifiedCache remembered, ApiKeys apiKeys, Sessions sessions) {
        this.tokens = tokens;
        this.remembered = remembered;
        this.apiKeys = apiKeys;
        this.sessions = sessions;
    }

    /** Whether a secret can be checked without much work. */
    boolean isRemembered(String secret) {
        return remembered.get(secret) != null
                || ApiKeySecret.parse(secret)
                        .filter(key -> apiKeys.isRemembered(key.id()))
                        .isPresent();
    }

    VerifiedCredential token(String text) throws BadCredentials {
        VerifiedCredential known = remembered.get(text);
        if (known != null) {
            return known;
        }
        VerifiedCredential verified = tokens.verify(text);
        remembered.put(text, verified);
        return verified;
    }

    VerifiedCredential apiKey(String text) throws BadCredentials {
        ApiKeySecret key =
                ApiKeySecret.parse(text)
                        .orElseThrow(() -> new BadCredentials("the API key is no whole key"));
        return apiKeys.verify(key);
    }

    /** Empty when the session, or the API key that it began with, has ended. */
    Optional<Sessions.Holder> session(String cookie) {
        return sessions.read(cookie).filter(this::isAlive);
    }

    private boolean isAlive(Sessions.Holder holder) {
        String id = holder.credential().principal().credentialId();
        if (!id.startsWith(KEY)) {
            return true;
        }
        try {
            apiKeys.verify(UUID.fromString(id.substring(KEY.length())));
            return true;
        } catch (BadCredentials e) {
            return false;
        }
    }
}
