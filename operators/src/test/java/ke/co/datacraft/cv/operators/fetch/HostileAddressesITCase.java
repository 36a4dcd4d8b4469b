package ke.co.datacraft.cv.operators.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import ke.co.datacraft.cv.contracts.ReasonCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Addresses that lead, by any way, to where a reference must not: none of them is asked, and the
 * failure is final. A server on this machine waits for those that come through.
 */
class HostileAddressesITCase {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final byte[] PUBLIC = {93, (byte) 184, (byte) 216, 34};
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private TestingServer secret;

    @BeforeEach
    void start() throws IOException {
        secret = new TestingServer();
        secret.at("/", 200, "secret".getBytes(UTF_8));
    }

    @AfterEach
    void stop() {
        secret.close();
    }

    /** What the world's names would say. */
    private static InetAddress[] resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "loopback.test", "127.0.0.1.nip.test" -> only(host, LOOPBACK);
            case "private.test" -> only(host, new byte[] {10, 1, 2, 3});
            case "metadata.google.internal", "metadata.test", "metadata.test." ->
                    only(host, new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254});
            case "mixed.test" ->
                    new InetAddress[] {
                        InetAddress.getByAddress(host, PUBLIC),
                        InetAddress.getByAddress(host, LOOPBACK)
                    };
            case "public.test" -> only(host, PUBLIC);
            // By its name and no other way this machine is open, so that it can redirect.
            case "front.test" -> only(host, LOOPBACK);
            default -> InetAddress.getAllByName(host);
        };
    }

    private static InetAddress[] only(String host, byte[] address) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByAddress(host, address)};
    }

    private static AddressGuard guard(AddressGuard.Resolver resolver) {
        return new AddressGuard(
                address ->
                        AddressGuard.isPublic(address)
                                || address.toString().startsWith("front.test/"),
                resolver);
    }

    private static SchemeFetcher fetcher(AddressGuard guard) {
        HttpFetcher http = new HttpFetcher(LONG, LONG, guard);
        return new SchemeFetcher(
                Map.of("http", http, "https", http, "file", new FileFetcher(List.of())));
    }

    private static FetchException failure(String uri, AddressGuard guard) {
        try (SchemeFetcher fetcher = fetcher(guard)) {
            FetchException failure =
                    catchThrowableOfType(
                            FetchException.class, () -> fetcher.open(Uris.parse(uri)).close());
            assertThat(failure).as(uri).isNotNull();
            return failure;
        }
    }

    /** {@code PORT} stands for that of the server that must not be reached. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Loopback, private, link-local, carrier-grade, test, multicast, reserved.
                "http://127.0.0.1:PORT/",
                "http://127.8.9.10:PORT/",
                "https://127.0.0.1:PORT/",
                "HTTP://127.0.0.1:PORT/",
                "http://localhost:PORT/",
                "http://LOCALHOST:PORT/",
                "http://0.0.0.0:PORT/",
                "http://0.1.2.3/",
                "http://10.0.0.1/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.0.1/",
                "http://169.254.1.1/",
                "http://100.64.0.1/",
                "http://192.0.2.1/",
                "http://198.18.0.1/",
                "http://198.51.100.1/",
                "http://203.0.113.1/",
                "http://224.0.0.1/",
                "http://239.255.255.250:1900/",
                "http://240.0.0.1/",
                "http://255.255.255.255/",
                // Metadata of clouds.
                "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
                "http://169.254.170.2/v2/credentials",
                "http://metadata.google.internal/computeMetadata/v1/",
                "http://100.100.100.200/latest/meta-data/",
                "http://192.0.0.192/opc/v1/instance/",
                "http://168.63.129.16/machine?comp=goalstate",
                "http://[fd00:ec2::254]/latest/meta-data/",
                // IPv6, and IPv4 within it.
                "http://[::1]:PORT/",
                "http://[0:0:0:0:0:0:0:1]:PORT/",
                "http://[::]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[::127.0.0.1]:PORT/",
                "http://[::ffff:0:127.0.0.1]:PORT/",
                "http://[64:ff9b::127.0.0.1]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[64:ff9b:1::5db8:d822]/",
                "http://[2002:7f00:1::1]/",
                "http://[2002:a9fe:a9fe::]/",
                "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/",
                "http://[fe80::1]/",
                "http://[fe80::1%25lo]/",
                "http://[::1%25lo]:PORT/",
                "http://[fc00::1]/",
                "http://[fec0::1]/",
                "http://[ff02::1]/",
                "http://[100::1]/",
                "http://[2001:db8::1]/",
                "http://[3fff::1]/",
                "http://[5f00::1]/",
                // Other spellings of numbers.
                "http://2130706433:PORT/",
                "http://0x7f000001:PORT/",
                "http://0x7f.0.0.1:PORT/",
                "http://017700000001:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://127.1:PORT/",
                "http://127.0.1:PORT/",
                "http://127.0.0.01:PORT/",
                "http://127.0.0.0x1:PORT/",
                "http://00000127.0.0.1:PORT/",
                "http://256.256.256.256/",
                "http://3232235521/",
                "http://0/",
                // Dots at the end.
                "http://127.0.0.1.:PORT/",
                "http://localhost.:PORT/",
                "http://public.localhost:PORT/",
                "http://metadata.test./",
                "http://2130706433.:PORT/",
                // Letters that look like others.
                "http://①②⑦.⓪.⓪.①:PORT/",
                "http://１２７.0.0.1:PORT/",
                "http://127。0。0。1:PORT/",
                "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/",
                "http://%31%32%37.0.0.1:PORT/",
                "http://127.0.0.1%2f.public.test:PORT/",
                "http://localhost%00.public.test:PORT/",
                // Names before and after the host.
                "http://public.test@127.0.0.1:PORT/",
                "http://public.test:80@127.0.0.1:PORT/",
                "http://public.test%2f@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT@public.test/",
                "http://127.0.0.1:PORT#@public.test/",
                "http://127.0.0.1:PORT?@public.test/",
                "http://127.0.0.1:PORT\\@public.test/",
                "http://public.test\\@127.0.0.1:PORT/",
                "http://public.test:80:PORT/",
                "http:///127.0.0.1:PORT/",
                "http:127.0.0.1:PORT",
                "http:/127.0.0.1:PORT/",
                "http://",
                "//127.0.0.1:PORT/",
                // Names that lead inside.
                "http://loopback.test:PORT/",
                "http://127.0.0.1.nip.test:PORT/",
                "http://private.test/",
                "http://metadata.test/",
                "http://mixed.test:PORT/",
                // Other schemes and control characters.
                "file:///etc/passwd",
                "file://localhost/etc/passwd",
                "ftp://127.0.0.1/",
                "gopher://127.0.0.1:PORT/_GET%20/",
                "dict://127.0.0.1:PORT/",
                "ldap://127.0.0.1:PORT/",
                "jar:http://127.0.0.1:PORT/a.jar!/",
                "netdoc:///etc/passwd",
                "data:image/png;base64,AAAA",
                "javascript:alert(1)",
                "http://127.0.0.1:PORT/\r\nHost: public.test",
                "http://public.test\t@127.0.0.1:PORT/",
                " http://127.0.0.1:PORT/"
            })
    void isRefusedForGood(String hostile) {
        String uri = hostile.replace("PORT", Integer.toString(secret.uri("/").getPort()));

        FetchException failure = failure(uri, guard(HostileAddressesITCase::resolve));

        assertThat(failure.reason())
                .as(uri)
                .isIn(
                        ReasonCode.FORBIDDEN_LOCATION,
                        ReasonCode.INVALID_FIELD,
                        ReasonCode.UNSUPPORTED_SCHEME);
        assertThat(failure.mayPass()).isFalse();
        assertThat(failure).hasMessageNotContaining("secret");
        assertThat(secret.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "//127.0.0.1:PORT/",
                "http://localhost:PORT/",
                "http://[::1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://2130706433:PORT/",
                "http://127.1:PORT/",
                "http://0.0.0.0:PORT/",
                "http://127.0.0.1.:PORT/",
                "http://169.254.169.254/latest/meta-data/",
                "http://loopback.test:PORT/",
                "http://mixed.test:PORT/",
                "http://front.test@127.0.0.1:PORT/",
                "http://front.test:80@localhost:PORT/",
                "https://127.0.0.1:PORT/",
                "file:///etc/passwd",
                "ftp://127.0.0.1/",
                "gopher://127.0.0.1:PORT/",
                "jar:http://127.0.0.1:PORT/a.jar!/",
                "data:image/png;base64,AAAA",
                "javascript:alert(1)"
            })
    void aRedirectThereIsNotFollowed(String hostile) throws Exception {
        String location = hostile.replace("PORT", Integer.toString(secret.uri("/").getPort()));
        try (TestingServer front = new TestingServer()) {
            front.at("/first", exchange -> redirect(exchange, "/second"));
            front.at("/second", exchange -> redirect(exchange, location));
            String uri = "http://front.test:" + front.uri("/").getPort() + "/first";

            FetchException failure = failure(uri, guard(HostileAddressesITCase::resolve));

            assertThat(failure.reason())
                    .as(location)
                    .isIn(
                            ReasonCode.FORBIDDEN_LOCATION,
                            ReasonCode.INVALID_FIELD,
                            ReasonCode.UNSUPPORTED_SCHEME);
            assertThat(failure.mayPass()).isFalse();
            assertThat(front.requests()).containsExactly("GET /first", "GET /second");
            assertThat(secret.requests()).isEmpty();
        }
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    /** A name that changes between the check and the connection. */
    @Test
    void aNameThatChangesIsRefusedWhereItConnects() {
        List<String> asked = new CopyOnWriteArrayList<>();
        AddressGuard.Resolver rebinding =
                host -> {
                    asked.add(host);
                    return only(host, asked.size() == 1 ? PUBLIC : LOOPBACK);
                };

        FetchException failure =
                failure("http://rebind.test:" + secret.uri("/").getPort() + "/", guard(rebinding));

        assertThat(asked).as("once to check, once to connect").hasSize(2);
        assertThat(failure.reason()).isEqualTo(ReasonCode.FORBIDDEN_LOCATION);
        assertThat(failure.mayPass()).isFalse();
        assertThat(secret.requests()).isEmpty();
    }

    /** The server is told the name, and only the address that was checked is connected to. */
    @Test
    void aNameIsConnectedToByTheAddressThatWasChecked() throws Exception {
        try (TestingServer front = new TestingServer();
                SchemeFetcher fetcher = fetcher(guard(HostileAddressesITCase::resolve))) {
            List<String> hosts = new CopyOnWriteArrayList<>();
            front.at(
                    "/",
                    exchange -> {
                        hosts.add(exchange.getRequestHeaders().getFirst("Host"));
                        TestingServer.send(exchange, 200, new byte[] {1});
                    });
            int port = front.uri("/").getPort();

            try (FetchStream stream = fetcher.open(URI.create("http://front.test:" + port + "/"))) {
                assertThat(stream.body().readAllBytes()).containsExactly(1);
            }

            assertThat(hosts).containsExactly("front.test:" + port);
        }
    }
}
