package ke.co.datacraft.cv.operators.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import ke.co.datacraft.cv.contracts.ReasonCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS over connections to addresses that were checked. */
class HttpsFetcherITCase {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir static Path folder;
    private static SSLContext tls;
    private static HttpsServer server;
    private static final List<String> NAMES = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        tls = context(certificate());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/a", exchange -> answer(exchange, 200, null));
        server.createContext("/down", exchange -> answer(exchange, 302, "http://images.test/a"));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @BeforeEach
    void forget() {
        NAMES.clear();
    }

    private static void answer(HttpExchange exchange, int status, String location)
            throws IOException {
        ExtendedSSLSession session =
                (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
        NAMES.add(session.getRequestedServerNames().toString());
        if (location != null) {
            exchange.getResponseHeaders().add("Location", location);
        }
        exchange.sendResponseHeaders(status, 2);
        exchange.getResponseBody().write("ok".getBytes(UTF_8));
        exchange.close();
    }

    /** A certificate of images.test, made by the tool that every JDK has. */
    private static Path certificate() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "images",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=images.test",
                                "-ext",
                                "san=dns:images.test",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static HttpFetcher fetcher() {
        AddressGuard guard =
                new AddressGuard(
                        address -> true,
                        host ->
                                new InetAddress[] {
                                    InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})
                                });
        return new HttpFetcher(LONG, LONG, guard, tls);
    }

    private static URI uri(String host, String path) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + path);
    }

    @Test
    void theNameIsToldAndItsCertificateChecked() throws Exception {
        try (HttpFetcher fetcher = fetcher();
                FetchStream stream = fetcher.open(uri("images.test", "/a"))) {
            assertThat(stream.body().readAllBytes()).asString(UTF_8).isEqualTo("ok");
        }
        assertThat(NAMES).singleElement().asString().contains("images.test");
    }

    @Test
    void theCertificateOfAnotherNameIsRefused() {
        try (HttpFetcher fetcher = fetcher()) {
            FetchException failure =
                    catchThrowableOfType(
                            FetchException.class,
                            () -> fetcher.open(uri("other.test", "/a")).close());

            assertThat(failure.reason()).isEqualTo(ReasonCode.FETCH_FAILED);
            assertThat(failure).hasMessageContaining("other.test");
            assertThat(NAMES).isEmpty();
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() {
        AddressGuard guard =
                new AddressGuard(
                        address -> true,
                        host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
        try (HttpFetcher fetcher = new HttpFetcher(LONG, LONG, guard)) {
            assertThat(
                            catchThrowableOfType(
                                    FetchException.class,
                                    () -> fetcher.open(uri("images.test", "/a")).close()))
                    .isNotNull();
            assertThat(NAMES).isEmpty();
        }
    }

    @Test
    void aRedirectFromHttpsToHttpIsNotFollowed() {
        try (HttpFetcher fetcher = fetcher()) {
            FetchException failure =
                    catchThrowableOfType(
                            FetchException.class,
                            () -> fetcher.open(uri("images.test", "/down")).close());

            assertThat(failure.reason()).isEqualTo(ReasonCode.FORBIDDEN_LOCATION);
            assertThat(failure.mayPass()).isFalse();
            assertThat(failure).hasMessageContaining("https to https");
            assertThat(NAMES).hasSize(1);
        }
    }
}
