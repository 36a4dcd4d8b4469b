package ke.co.datacraft.cv.bridge.settings;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * From where, how often and how long somebody may come.
 *
 * @param allowedOrigins web pages of other origins that may call the API; {@code *} is any
 * @param adminTenants whose administrators administer the installation; empty for every tenant's
 * @param trustedProxies whose {@code X-Forwarded-*} headers count
 * @param limits how often
 * @param sessions how long a browser stays signed in
 * @param hstsSeconds how long browsers shall insist on TLS; 0 says nothing
 */
public record AccessSettings(
        List<String> allowedOrigins,
        List<String> adminTenants,
        List<AddressRange> trustedProxies,
        Limits limits,
        Sessions sessions,
        int hstsSeconds) {

    /**
     * Limits.
     *
     * @param requestsPerMinute of one token, key or session; 0 is no limit
     * @param signInFailuresPerMinute of one address; 0 is no limit
     * @param apiKeyCache how long the look-up of an API key counts
     */
    public record Limits(
            int requestsPerMinute, int signInFailuresPerMinute, Duration apiKeyCache) {}

    /**
     * Sessions of browsers.
     *
     * @param lifetime how long a session lasts when it is not renewed
     * @param secret what cookies are signed with, or null for what the tokens' secret implies, or
     *     else a random one
     */
    public record Sessions(Duration lifetime, byte[] secret) {}

    static final BridgeOption<List<String>> ALLOWED_ORIGINS =
            new BridgeOption<>(
                    "CV_ALLOWED_ORIGINS",
                    "list",
                    List.of(),
                    "Origins, `https://host[:port]`, whose pages may call the API with a token; `*`"
                            + " for all. The console needs none.",
                    false,
                    AccessSettings::origins);

    static final BridgeOption<List<String>> ADMIN_TENANTS =
            BridgeOption.list(
                    "CV_ADMIN_TENANTS",
                    List.of(),
                    "Tenants whose administrators also administer what all tenants share: tenants,"
                            + " active models, dead letters without owner. When absent those of every"
                            + " tenant do.");

    static final BridgeOption<List<AddressRange>> TRUSTED_PROXIES =
            new BridgeOption<>(
                    "CV_TRUSTED_PROXIES",
                    "list",
                    List.of(),
                    "Addresses or ranges (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` and"
                            + " `X-Forwarded-Proto` count.",
                    false,
                    AddressRange::list);

    static final BridgeOption<Integer> RATE_LIMIT =
            BridgeOption.number(
                    "CV_RATE_LIMIT_PER_MINUTE",
                    12_000,
                    0,
                    100_000_000,
                    "Requests per minute of one token, key or session in this process, saved up for a"
                            + " minute; 0 for no limit");

    static final BridgeOption<Integer> SIGN_IN_FAILURES =
            BridgeOption.number(
                    "CV_SIGN_IN_FAILURES_PER_MINUTE",
                    30,
                    0,
                    1_000_000,
                    "Wrong credentials per minute from one address (IPv6: one /64), after which"
                            + " credentials that are new here get 429; 0 for no limit");

    static final BridgeOption<Integer> API_KEY_CACHE =
            BridgeOption.number(
                    "CV_API_KEY_CACHE_SECONDS",
                    5,
                    0,
                    60,
                    "Seconds for which an API key is not looked up again: a revoked one may work for"
                            + " so long on other replicas");

    static final BridgeOption<Integer> SESSION_MINUTES =
            BridgeOption.number(
                    "CV_SESSION_MINUTES",
                    60,
                    1,
                    1440,
                    "Minutes for which a browser stays signed in; the console renews it while it is"
                            + " open, never past the end of the token");

    static final BridgeOption<String> SESSION_SECRET_KEY =
            BridgeOption.secret(
                    "CV_SESSION_SECRET_KEY",
                    "Signs the browsers' sessions, 32 bytes or more, the same in every replica;"
                            + " derived from `CV_JWT_SECRET_KEY` when absent, else random at start.");

    static final BridgeOption<Integer> HSTS_SECONDS =
            BridgeOption.number(
                    "CV_HSTS_SECONDS",
                    0,
                    0,
                    63_072_000,
                    "Strict-Transport-Security in seconds, for a bridge behind TLS; 0 sends none");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(
                    ALLOWED_ORIGINS,
                    ADMIN_TENANTS,
                    TRUSTED_PROXIES,
                    RATE_LIMIT,
                    SIGN_IN_FAILURES,
                    API_KEY_CACHE,
                    SESSION_MINUTES,
                    SESSION_SECRET_KEY,
                    HSTS_SECONDS);

    static AccessSettings read(OptionReader reader) {
        return new AccessSettings(
                reader.get(ALLOWED_ORIGINS),
                reader.get(ADMIN_TENANTS),
                reader.get(TRUSTED_PROXIES),
                new Limits(
                        reader.get(RATE_LIMIT),
                        reader.get(SIGN_IN_FAILURES),
                        Duration.ofSeconds(reader.get(API_KEY_CACHE))),
                new Sessions(
                        Duration.ofMinutes(reader.get(SESSION_MINUTES)), sessionSecret(reader)),
                reader.get(HSTS_SECONDS));
    }

    private static byte[] sessionSecret(OptionReader reader) {
        String text = reader.get(SESSION_SECRET_KEY);
        if (text == null) {
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < JwtSettings.MIN_SECRET_BYTES) {
            reader.problem(
                    SESSION_SECRET_KEY,
                    null,
                    "it has %d bytes, %d are needed; openssl rand -base64 48 makes a good one"
                            .formatted(bytes.length, JwtSettings.MIN_SECRET_BYTES));
        }
        return bytes;
    }

    private static List<String> origins(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(AccessSettings::origin)
                .toList();
    }

    /** As browsers write it: lower case, no default port, no slash at the end. */
    private static String origin(String text) {
        if (text.equals("*")) {
            return text;
        }
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean path = !uri.getRawPath().isEmpty() && !uri.getRawPath().equals("/");
            if (!List.of("http", "https").contains(scheme)
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || path) {
                throw new IllegalArgumentException("no origin");
            }
            boolean usual = uri.getPort() == (scheme.equals("https") ? 443 : 80);
            String port = uri.getPort() < 0 || usual ? "" : ":" + uri.getPort();
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no origin; give https://host[:port] by commas, or *", e);
        }
    }
}
