package ke.co.datacraft.cv.bridge.settings;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tokens count.
 *
 * @param keys with what signatures are checked
 * @param signingKey RSA key that {@code ./cv token} signs with; the bridge needs none
 * @param issuer what the claim {@code iss} must be
 * @param audience what the claim {@code aud} must contain
 * @param times how long issued tokens live and how far clocks may differ
 */
public record JwtSettings(
        JwtKeys keys,
        Optional<RSAPrivateKey> signingKey,
        Optional<String> issuer,
        Optional<String> audience,
        Times times) {

    /**
     * Times of tokens.
     *
     * @param lifetime of tokens that {@code ./cv token} issues
     * @param clockSkew how long after its end or before its beginning a token still counts
     */
    public record Times(Duration lifetime, Duration clockSkew) {}

    /** Bytes that HS256 needs at least (RFC 7518, section 3.2). */
    public static final int MIN_SECRET_BYTES = 32;

    static final BridgeOption<String> ALGORITHM =
            BridgeOption.choice(
                    "CV_JWT_ALGORITHM",
                    "HS256",
                    List.of("HS256", "RS256"),
                    "The one algorithm that tokens may be signed with.");

    static final BridgeOption<String> SECRET_KEY =
            BridgeOption.secret(
                    "CV_JWT_SECRET_KEY",
                    "HS256: the secret, 32 bytes or more; `openssl rand -base64 48` makes one.");

    static final BridgeOption<String> PREVIOUS_SECRET_KEY =
            BridgeOption.secret(
                    "CV_JWT_PREVIOUS_SECRET_KEY",
                    "HS256: the secret before it, whose tokens still count while it is set.");

    static final BridgeOption<RSAPublicKey> PUBLIC_KEY_FILE =
            new BridgeOption<>(
                    "CV_JWT_PUBLIC_KEY_FILE",
                    "file",
                    null,
                    "RS256: PEM file with the public key or certificate.",
                    false,
                    PemFile::publicKey);

    static final BridgeOption<RSAPrivateKey> PRIVATE_KEY_FILE =
            new BridgeOption<>(
                    "CV_JWT_PRIVATE_KEY_FILE",
                    "file",
                    null,
                    "RS256: PEM file with the private key for `./cv token`; the bridge needs none.",
                    false,
                    PemFile::privateKey);

    static final BridgeOption<URI> JWKS_URL =
            new BridgeOption<>(
                    "CV_JWT_JWKS_URL",
                    "URL",
                    null,
                    "RS256: where an identity provider publishes its keys, in place of the file.",
                    false,
                    JwtSettings::url);

    static final BridgeOption<Boolean> JWKS_ALLOW_HTTP =
            BridgeOption.flag(
                    "CV_JWT_JWKS_ALLOW_HTTP",
                    false,
                    "Allows `http:` for the key set on other hosts than this one; whoever can change"
                            + " that traffic can sign tokens.");

    static final BridgeOption<Integer> JWKS_TTL =
            BridgeOption.number(
                    "CV_JWT_JWKS_TTL_SECONDS",
                    300,
                    10,
                    86_400,
                    "Seconds for which a fetched key set counts; an unknown key id fetches at once,"
                            + " at most every 30 s");

    static final BridgeOption<Integer> EXPIRATION_HOURS =
            BridgeOption.number(
                    "CV_JWT_EXPIRATION_HOURS",
                    24,
                    1,
                    87_600,
                    "Hours for which a token of `./cv token` counts");

    static final BridgeOption<String> ISSUER =
            BridgeOption.text("CV_JWT_ISSUER", null, "What `iss` must be; anything when absent.");

    static final BridgeOption<String> AUDIENCE =
            BridgeOption.text(
                    "CV_JWT_AUDIENCE", null, "What `aud` must contain; anything when absent.");

    static final BridgeOption<Integer> CLOCK_SKEW =
            BridgeOption.number(
                    "CV_JWT_CLOCK_SKEW_SECONDS",
                    30,
                    0,
                    300,
                    "Seconds by which clocks may differ when `exp` and `nbf` are checked");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(
                    ALGORITHM,
                    SECRET_KEY,
                    PREVIOUS_SECRET_KEY,
                    PUBLIC_KEY_FILE,
                    PRIVATE_KEY_FILE,
                    JWKS_URL,
                    JWKS_ALLOW_HTTP,
                    JWKS_TTL,
                    EXPIRATION_HOURS,
                    ISSUER,
                    AUDIENCE,
                    CLOCK_SKEW);

    private static final Set<String> THIS_HOST = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Reads the variables of tokens only, for who issues one.
     *
     * @throws SettingsException naming every wrong variable, its value and the cure
     */
    public static JwtSettings read(Map<String, String> variables) {
        OptionReader reader = new OptionReader(variables);
        JwtSettings settings = read(reader);
        reader.check();
        return settings.withKeys();
    }

    /**
     * These settings, if there is a key.
     *
     * @throws SettingsException where there is none
     */
    public JwtSettings withKeys() {
        if (keys instanceof JwtKeys.SharedSecrets shared && shared.secrets().isEmpty()) {
            throw new SettingsException(
                    List.of(
                            SECRET_KEY.name()
                                    + " is not set: set it to 32 bytes or more (openssl rand -base64"
                                    + " 48 makes them), or CV_JWT_ALGORITHM to RS256 with a key"));
        }
        return this;
    }

    static JwtSettings read(OptionReader reader) {
        JwtKeys keys =
                reader.get(ALGORITHM).equals("HS256") ? sharedSecrets(reader) : rsaKeys(reader);
        return new JwtSettings(
                keys,
                Optional.ofNullable(reader.get(PRIVATE_KEY_FILE)),
                Optional.ofNullable(reader.get(ISSUER)),
                Optional.ofNullable(reader.get(AUDIENCE)),
                new Times(
                        Duration.ofHours(reader.get(EXPIRATION_HOURS)),
                        Duration.ofSeconds(reader.get(CLOCK_SKEW))));
    }

    private static JwtKeys sharedSecrets(OptionReader reader) {
        for (BridgeOption<?> option : List.of(PUBLIC_KEY_FILE, JWKS_URL)) {
            reader.get(option);
            if (reader.isSet(option)) {
                reader.problem(
                        ALGORITHM, "HS256", "set it to RS256, which " + option.name() + " is for");
            }
        }
        List<byte[]> secrets = new ArrayList<>();
        String current = reader.get(SECRET_KEY);
        if (current != null) {
            secrets.add(secret(reader, SECRET_KEY, current));
        }
        String previous = reader.get(PREVIOUS_SECRET_KEY);
        if (current != null && previous != null) {
            secrets.add(secret(reader, PREVIOUS_SECRET_KEY, previous));
        }
        return new JwtKeys.SharedSecrets(List.copyOf(secrets));
    }

    private static byte[] secret(OptionReader reader, BridgeOption<String> option, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            reader.problem(
                    option,
                    null,
                    "it has %d bytes and HS256 needs %d; openssl rand -base64 48 makes a good one"
                            .formatted(bytes.length, MIN_SECRET_BYTES));
        }
        return bytes;
    }

    private static JwtKeys rsaKeys(OptionReader reader) {
        RSAPublicKey key = reader.get(PUBLIC_KEY_FILE);
        URI url = reader.get(JWKS_URL);
        if (reader.isSet(PUBLIC_KEY_FILE) == reader.isSet(JWKS_URL)) {
            reader.problem(
                    ALGORITHM,
                    "RS256",
                    "it needs either CV_JWT_PUBLIC_KEY_FILE or CV_JWT_JWKS_URL, one of both");
        }
        if (url != null
                && url.getScheme().equalsIgnoreCase("http")
                && !THIS_HOST.contains(url.getHost())
                && !reader.get(JWKS_ALLOW_HTTP)) {
            reader.problem(
                    JWKS_URL,
                    url,
                    "give an https: URL, or accept the risk with CV_JWT_JWKS_ALLOW_HTTP=true");
        }
        return url == null
                ? new JwtKeys.PublicKeyFile(key)
                : new JwtKeys.KeySetUrl(url, Duration.ofSeconds(reader.get(JWKS_TTL)));
    }

    private static URI url(String text) {
        URI url;
        try {
            url = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("give an https: URL", e);
        }
        boolean web = "https".equalsIgnoreCase(url.getScheme());
        if ((!web && !"http".equalsIgnoreCase(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("give an https: URL");
        }
        return url;
    }
}
