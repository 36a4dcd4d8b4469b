package ke.co.datacraft.cv.operators.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import ke.co.datacraft.cv.operators.settings.TlsFiles;

/** TLS out of files as cert-manager and {@code openssl} write them. */
final class TlsContexts {

    private static final String CA_PATH = "CV_DELIVERY_CA_PATH";
    private static final String CERTIFICATE_PATH = "CV_MQTT_CERTIFICATE_PATH";
    private static final String KEY_PATH = "CV_MQTT_KEY_PATH";
    private static final Pattern PRIVATE_KEY =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** The store lies in memory alone. */
    private static final char[] STORE_PASSWORD = "memory".toCharArray();

    private TlsContexts() {}

    /**
     * Reads the files.
     *
     * @throws IOException naming the option and the cure
     */
    static SSLContext of(TlsFiles files) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    files.certificate() == null ? null : ours(files.certificate(), files.key()),
                    files.authorities() == null ? null : trusted(files.authorities()),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trusted(String path)
            throws IOException, GeneralSecurityException {
        KeyStore store = store();
        int number = 0;
        for (Certificate authority : certificates(CA_PATH, path)) {
            store.setCertificateEntry("ours-" + number++, authority);
        }
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager java) {
                for (X509Certificate authority : java.getAcceptedIssuers()) {
                    store.setCertificateEntry("java-" + number++, authority);
                }
            }
        }
        return managers(store);
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] ours(String certificatePath, String keyPath)
            throws IOException, GeneralSecurityException {
        Certificate[] chain =
                certificates(CERTIFICATE_PATH, certificatePath).toArray(Certificate[]::new);
        KeyStore store = store();
        store.setKeyEntry(
                "ours",
                key(keyPath, chain[0].getPublicKey().getAlgorithm()),
                STORE_PASSWORD,
                chain);
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, STORE_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, STORE_PASSWORD);
        return store;
    }

    private static List<Certificate> certificates(String option, String path) throws IOException {
        try {
            List<Certificate> found =
                    List.copyOf(
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificates(
                                            new ByteArrayInputStream(read(option, path))));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            throw noCertificate(option, path, e);
        }
        throw noCertificate(option, path, null);
    }

    private static IOException noCertificate(String option, String path, Exception cause) {
        return new IOException(
                option
                        + " is '"
                        + path
                        + "', which holds no certificate that can be read; give one in PEM form",
                cause);
    }

    private static PrivateKey key(String path, String algorithm) throws IOException {
        Matcher block =
                PRIVATE_KEY.matcher(new String(read(KEY_PATH, path), StandardCharsets.ISO_8859_1));
        try {
            if (block.find()) {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(
                                        Base64.getMimeDecoder().decode(block.group(1))));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw noKey(path, e);
        }
        throw noKey(path, null);
    }

    private static IOException noKey(String path, Exception cause) {
        return new IOException(
                KEY_PATH
                        + " is '"
                        + path
                        + "', which holds no private key of "
                        + CERTIFICATE_PATH
                        + " in PKCS #8 without a password; openssl pkcs8 -topk8 -nocrypt -in KEY"
                        + " -out NEW makes one",
                cause);
    }

    private static byte[] read(String option, String path) throws IOException {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            throw new IOException(
                    option + " is '" + path + "', which cannot be read on this machine (" + e + ")",
                    e);
        }
    }
}
