package ke.co.datacraft.cv.bridge.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RSA keys in PEM files, as {@code openssl} writes them. */
final class PemFile {

    private static final int MIN_BITS = 2048;
    private static final int MAX_BYTES = 65_536;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private PemFile() {}

    /**
     * A public key, out of {@code PUBLIC KEY} or {@code CERTIFICATE}.
     *
     * @throws IllegalArgumentException with the cure
     */
    static RSAPublicKey publicKey(String file) {
        return checked(
                RSAPublicKey.class,
                file,
                "openssl rsa -in private.pem -pubout -out public.pem makes one",
                (type, bytes) ->
                        switch (type) {
                            case "PUBLIC KEY" ->
                                    KeyFactory.getInstance("RSA")
                                            .generatePublic(new X509EncodedKeySpec(bytes));
                            case "CERTIFICATE" ->
                                    CertificateFactory.getInstance("X.509")
                                            .generateCertificate(new ByteArrayInputStream(bytes))
                                            .getPublicKey();
                            default -> null;
                        });
    }

    /**
     * A private key, out of {@code PRIVATE KEY}.
     *
     * @throws IllegalArgumentException with the cure
     */
    static RSAPrivateKey privateKey(String file) {
        return checked(
                RSAPrivateKey.class,
                file,
                "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out private.pem makes"
                        + " one",
                (type, bytes) ->
                        type.equals("PRIVATE KEY")
                                ? KeyFactory.getInstance("RSA")
                                        .generatePrivate(new PKCS8EncodedKeySpec(bytes))
                                : null);
    }

    private interface Reading {
        Key read(String type, byte[] bytes) throws GeneralSecurityException;
    }

    private static <K extends RSAKey> K checked(
            Class<K> kind, String file, String cure, Reading reading) {
        Matcher block = BLOCK.matcher(text(file));
        while (block.find()) {
            Key key;
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(block.group(2));
                key = reading.read(block.group(1), bytes);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the file holds no RSA key that can be read; " + cure, e);
            }
            if (kind.isInstance(key)) {
                return strong(kind.cast(key));
            }
        }
        throw new IllegalArgumentException("the file holds no such RSA key in PEM form; " + cure);
    }

    private static <K extends RSAKey> K strong(K key) {
        int bits = key.getModulus().bitLength();
        if (bits < MIN_BITS) {
            throw new IllegalArgumentException(
                    "the key has %d bits; give one of %d or more".formatted(bits, MIN_BITS));
        }
        return key;
    }

    private static String text(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_BYTES) {
                throw new IllegalArgumentException("the file is too large to be a key");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read (" + e + ")", e);
        }
    }
}
