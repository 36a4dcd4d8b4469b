package ke.co.datacraft.cv.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecuritySettingsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir Path folder;

    @Test
    void defaults() {
        SecuritySettings settings = read(Map.of("CV_JWT_SECRET_KEY", SECRET));

        assertThat(((JwtKeys.SharedSecrets) settings.jwt().keys()).current())
                .isEqualTo(SECRET.getBytes());
        assertThat(settings.jwt().issuer()).isEmpty();
        assertThat(settings.jwt().audience()).isEmpty();
        assertThat(settings.jwt().times())
                .isEqualTo(new JwtSettings.Times(Duration.ofHours(24), Duration.ofSeconds(30)));
        assertThat(settings.access().allowedOrigins()).isEmpty();
        assertThat(settings.access().adminTenants()).isEmpty();
        assertThat(settings.access().trustedProxies()).isEmpty();
        assertThat(settings.access().limits())
                .isEqualTo(new AccessSettings.Limits(12_000, 30, Duration.ofSeconds(5)));
        assertThat(settings.access().sessions().lifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.access().sessions().secret()).isNull();
        assertThat(settings.access().hstsSeconds()).isZero();
        assertThat(settings.audit()).isEqualTo(new AuditSettings(true, 10_000, 365));
    }

    @Test
    void everyVariableReachesItsField() {
        Map<String, String> variables = new HashMap<>();
        variables.put("CV_JWT_SECRET_KEY", SECRET);
        variables.put("CV_JWT_PREVIOUS_SECRET_KEY", SECRET + "old");
        variables.put("CV_JWT_EXPIRATION_HOURS", "8");
        variables.put("CV_JWT_ISSUER", "us");
        variables.put("CV_JWT_AUDIENCE", "them");
        variables.put("CV_JWT_CLOCK_SKEW_SECONDS", "7");
        variables.put(
                "CV_ALLOWED_ORIGINS", "https://A.test/, http://b.test:8080,https://c.test:443");
        variables.put("CV_ADMIN_TENANTS", "house, O'Brien");
        variables.put("CV_TRUSTED_PROXIES", "10.0.0.1");
        variables.put("CV_RATE_LIMIT_PER_MINUTE", "100");
        variables.put("CV_SIGN_IN_FAILURES_PER_MINUTE", "3");
        variables.put("CV_API_KEY_CACHE_SECONDS", "2");
        variables.put("CV_SESSION_MINUTES", "15");
        variables.put("CV_SESSION_SECRET_KEY", SECRET + "session");
        variables.put("CV_HSTS_SECONDS", "600");
        variables.put("CV_AUDIT_READS", "false");
        variables.put("CV_AUDIT_QUEUE_SIZE", "200");
        variables.put("CV_AUDIT_RETENTION_DAYS", "30");

        SecuritySettings settings = read(variables);

        assertThat(((JwtKeys.SharedSecrets) settings.jwt().keys()).secrets())
                .containsExactly(SECRET.getBytes(), (SECRET + "old").getBytes());
        assertThat(settings.jwt().issuer()).hasValue("us");
        assertThat(settings.jwt().audience()).hasValue("them");
        assertThat(settings.jwt().times())
                .isEqualTo(new JwtSettings.Times(Duration.ofHours(8), Duration.ofSeconds(7)));
        assertThat(settings.access().allowedOrigins())
                .containsExactly("https://a.test", "http://b.test:8080", "https://c.test");
        assertThat(settings.access().trustedProxies()).isEqualTo(AddressRange.list("10.0.0.1/32"));
        assertThat(settings.access().limits())
                .isEqualTo(new AccessSettings.Limits(100, 3, Duration.ofSeconds(2)));
        assertThat(settings.access().sessions().lifetime()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.access().sessions().secret())
                .isEqualTo((SECRET + "session").getBytes());
        assertThat(settings.access().hstsSeconds()).isEqualTo(600);
        assertThat(settings.audit()).isEqualTo(new AuditSettings(false, 200, 30));
    }

    @Test
    void aShortSecretIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> read(Map.of("CV_JWT_SECRET_KEY", "tooshort")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CV_JWT_SECRET_KEY")
                .hasMessageContaining("it has 8 bytes and HS256 needs 32; openssl rand -base64 48")
                .hasMessageNotContaining("tooshort");
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "CV_JWT_SECRET_KEY",
                                                SECRET,
                                                "CV_SESSION_SECRET_KEY",
                                                "short")))
                .hasMessageContaining("CV_SESSION_SECRET_KEY");
    }

    @Test
    void withoutAKeyTheBridgeDoesNotStart() {
        assertThatThrownBy(() -> read(Map.of()).jwt().withKeys())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CV_JWT_SECRET_KEY is not set: set it to 32 bytes or more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CV_JWT_ALGORITHM=none",
                "CV_JWT_ALGORITHM=HS512",
                "CV_JWT_ALGORITHM=RS256",
                "CV_JWT_JWKS_URL=ftp://id.test/keys",
                "CV_JWT_JWKS_URL=keys",
                "CV_JWT_PUBLIC_KEY_FILE=/nowhere/public.pem",
                "CV_ALLOWED_ORIGINS=example.test",
                "CV_ALLOWED_ORIGINS=https://a.test/path",
                "CV_ALLOWED_ORIGINS=null",
                "CV_TRUSTED_PROXIES=proxy.test",
                "CV_TRUSTED_PROXIES=10.0.0.0/33",
                "CV_RATE_LIMIT_PER_MINUTE=-1",
                "CV_SESSION_MINUTES=0",
                "CV_AUDIT_QUEUE_SIZE=1"
            })
    void aWrongValueIsNamed(String assignment) {
        String[] parts = assignment.split("=", 2);

        assertThatThrownBy(() -> read(Map.of("CV_JWT_SECRET_KEY", SECRET, parts[0], parts[1])))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(parts[0])
                .hasMessageContaining(parts[1]);
    }

    @Test
    void aKeyOfTheOtherAlgorithmIsNoticed() {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "CV_JWT_SECRET_KEY",
                                                SECRET,
                                                "CV_JWT_JWKS_URL",
                                                "https://id.test/keys")))
                .hasMessageContaining(
                        "CV_JWT_ALGORITHM is 'HS256': set it to RS256, which CV_JWT_JWKS_URL is for");
    }

    @Test
    void rs256TakesAFileOrAUrlAndHttpOnlyOnPurpose() throws Exception {
        String file = pem("public.pem", keys(2048).getPublic());
        assertThat(
                        read(Map.of("CV_JWT_ALGORITHM", "rs256", "CV_JWT_PUBLIC_KEY_FILE", file))
                                .jwt()
                                .keys())
                .isInstanceOf(JwtKeys.PublicKeyFile.class);
        Map<String, String> url =
                new HashMap<>(
                        Map.of(
                                "CV_JWT_ALGORITHM",
                                "RS256",
                                "CV_JWT_JWKS_URL",
                                "http://id.test/keys"));
        assertThatThrownBy(() -> read(url)).hasMessageContaining("CV_JWT_JWKS_ALLOW_HTTP=true");
        url.put("CV_JWT_JWKS_ALLOW_HTTP", "true");
        assertThat(read(url).jwt().keys()).isInstanceOf(JwtKeys.KeySetUrl.class);
        url.put("CV_JWT_PUBLIC_KEY_FILE", file);
        assertThatThrownBy(() -> read(url)).hasMessageContaining("one of both");
    }

    @Test
    void aWeakOrWrongKeyFileIsRefused() throws Exception {
        assertKeyRefused(pem("weak.pem", keys(1024).getPublic()), "the key has 1024 bits");
        assertKeyRefused(pem("private.pem", keys(2048).getPrivate()), "no such RSA key");
        KeyPair curve = KeyPairGenerator.getInstance("EC").generateKeyPair();
        assertKeyRefused(pem("curve.pem", curve.getPublic()), "no RSA key");
        assertKeyRefused(
                Files.writeString(folder.resolve("text.pem"), "hello").toString(),
                "in PEM form; openssl rsa");
        assertKeyRefused(
                Files.write(folder.resolve("large.pem"), new byte[100_000]).toString(),
                "too large");
    }

    private static void assertKeyRefused(String file, String reason) {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "CV_JWT_ALGORITHM",
                                                "RS256",
                                                "CV_JWT_PUBLIC_KEY_FILE",
                                                file)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(file);
    }

    @Test
    void rangesHoldWhatBeginsAlike() throws Exception {
        List<AddressRange> ranges = AddressRange.list("10.16.0.0/12,192.0.2.1,2001:db8::/33");
        assertThat(contains(ranges, "10.31.255.255")).isTrue();
        assertThat(contains(ranges, "10.32.0.0")).isFalse();
        assertThat(contains(ranges, "192.0.2.1")).isTrue();
        assertThat(contains(ranges, "192.0.2.2")).isFalse();
        assertThat(contains(ranges, "2001:db8:7fff::1")).isTrue();
        assertThat(contains(ranges, "2001:db8:8000::1")).isFalse();
        assertThat(contains(AddressRange.list("0.0.0.0/0"), "203.0.113.1")).isTrue();
    }

    private static boolean contains(List<AddressRange> ranges, String address) throws Exception {
        InetAddress asked = InetAddress.getByName(address);
        return ranges.stream().anyMatch(range -> range.contains(asked));
    }

    private static SecuritySettings read(Map<String, String> variables) {
        OptionReader reader = new OptionReader(variables);
        SecuritySettings settings = SecuritySettings.read(reader);
        reader.check();
        return settings;
    }

    private static KeyPair keys(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private String pem(String name, Key key) throws Exception {
        String kind = key.getFormat().equals("X.509") ? "PUBLIC KEY" : "PRIVATE KEY";
        String text =
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(
                                kind,
                                Base64.getMimeEncoder().encodeToString(key.getEncoded()),
                                kind);
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
