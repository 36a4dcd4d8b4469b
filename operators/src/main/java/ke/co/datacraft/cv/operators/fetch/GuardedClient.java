package ke.co.datacraft.cv.operators.fetch;

import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP client that connects to no address but those that the guard lets through, under the name
 * that was asked for: TLS checks the certificate of that name. It follows no redirects, keeps no
 * cookies and tries nothing twice. A proxy that the Java process is set to use is not the guard's
 * business; the proxy then resolves the names.
 */
final class GuardedClient {

    private static final int MAX_CONNECTIONS = 1024;
    private static final TimeValue IDLE = TimeValue.ofSeconds(30);

    private GuardedClient() {}

    static CloseableHttpClient create(
            AddressGuard guard, Duration connectTimeout, Duration readTimeout, SSLContext tls) {
        Set<String> proxies = ConcurrentHashMap.newKeySet();
        PoolingHttpClientConnectionManager connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedResolver(guard, proxies))
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(Timeout.of(connectTimeout))
                                        .setSocketTimeout(Timeout.of(readTimeout))
                                        .build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setRoutePlanner(new RecordingPlanner(proxies))
                .setUserAgent("computer-vision-fetcher/1")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .evictIdleConnections(IDLE)
                .build();
    }

    /** Asks the guard, except for proxies. */
    private record GuardedResolver(AddressGuard guard, Set<String> proxies) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return proxies.contains(host) ? InetAddress.getAllByName(host) : guard.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Routes as Java is set to, and tells who is a proxy. */
    private static final class RecordingPlanner implements HttpRoutePlanner {

        private final HttpRoutePlanner system =
                new SystemDefaultRoutePlanner(ProxySelector.getDefault());
        private final Set<String> proxies;

        private RecordingPlanner(Set<String> proxies) {
            this.proxies = proxies;
        }

        @Override
        public HttpRoute determineRoute(HttpHost target, HttpContext context) throws HttpException {
            HttpRoute route = system.determineRoute(target, context);
            if (route.getProxyHost() != null) {
                proxies.add(route.getProxyHost().getHostName());
            }
            return route;
        }
    }
}
