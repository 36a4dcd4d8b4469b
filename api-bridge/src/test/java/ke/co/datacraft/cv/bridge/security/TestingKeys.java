package ke.co.datacraft.cv.bridge.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** RSA keys and their files. */
final class TestingKeys {

    private TestingKeys() {}

    static KeyPair pair() {
        return pair("RSA", 2048);
    }

    static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(Key key) {
        String kind = key.getFormat().equals("X.509") ? "PUBLIC KEY" : "PRIVATE KEY";
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        kind,
                        Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(key.getEncoded()),
                        kind);
    }

    static Path file(Path folder, String name, Key key) throws IOException {
        return Files.writeString(folder.resolve(name), pem(key));
    }
}
