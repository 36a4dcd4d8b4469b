package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;

/**
 * Files in PEM form for connections with TLS; each may be null.
 *
 * @param authorities certificates of authorities that are trusted beside those of Java
 * @param certificate our own certificate, followed by those between it and its authority
 * @param key private key of our certificate: PKCS #8, not encrypted
 */
public record TlsFiles(String authorities, String certificate, String key) implements Serializable {

    /** Java's authorities, and no certificate of ours. */
    public static final TlsFiles NONE = new TlsFiles(null, null, null);
}
