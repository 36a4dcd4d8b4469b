package ke.co.datacraft.cv.bridge.settings;

import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;

/** With what the signatures of tokens are checked. One kind only, so that no other one counts. */
public sealed interface JwtKeys {

    /**
     * HS256.
     *
     * @param secrets the current secret, then the previous one where tokens of it still count; each
     *     at least 32 bytes; empty where none is set
     */
    record SharedSecrets(List<byte[]> secrets) implements JwtKeys {

        /** The secret that new tokens are signed with. */
        public byte[] current() {
            return secrets.get(0).clone();
        }
    }

    /**
     * RS256 with a key from a file.
     *
     * @param key at least 2048 bits
     */
    record PublicKeyFile(RSAPublicKey key) implements JwtKeys {}

    /**
     * RS256 with keys that an identity provider publishes.
     *
     * @param url where the key set is
     * @param timeToLive how long a fetched set counts; after that nothing counts until it was
     *     fetched again
     */
    record KeySetUrl(URI url, Duration timeToLive) implements JwtKeys {}
}
