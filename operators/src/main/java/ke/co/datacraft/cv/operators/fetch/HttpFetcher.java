package ke.co.datacraft.cv.operators.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.fetch.AddressGuard.ForbiddenAddressException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP and HTTPS. Redirects are followed by hand, so that each target is checked like the first
 * address; connections go to addresses that were checked, and to no others.
 */
public final class HttpFetcher implements Fetcher {

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final CloseableHttpClient client;
    private final Duration requestTimeout;
    private final AddressGuard guard;

    /**
     * @param connectTimeout for one connection
     * @param requestTimeout until the answer's head is there, and for each read after it
     * @param guard which addresses may be reached
     */
    public HttpFetcher(Duration connectTimeout, Duration requestTimeout, AddressGuard guard) {
        this(connectTimeout, requestTimeout, guard, SSLContexts.createDefault());
    }

    HttpFetcher(
            Duration connectTimeout, Duration requestTimeout, AddressGuard guard, SSLContext tls) {
        this.client = GuardedClient.create(guard, connectTimeout, requestTimeout, tls);
        this.requestTimeout = requestTimeout;
        this.guard = guard;
    }

    @Override
    public FetchStream open(URI uri) throws FetchException {
        long deadline = System.nanoTime() + requestTimeout.toNanos();
        URI at = uri;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            requireNoUser(at);
            guard.check(at);
            Answer answer = send(at, deadline - System.nanoTime());
            if (!REDIRECTS.contains(answer.response().getCode())) {
                return streamOf(at, answer);
            }
            answer.end();
            at = target(at, answer.response());
        }
        throw FetchException.permanent(
                ReasonCode.FETCH_FAILED,
                Uris.shown(uri)
                        + " redirects more than "
                        + MAX_REDIRECTS
                        + " times; give the address that it ends at");
    }

    private static void requireNoUser(URI uri) throws FetchException {
        if (uri.getRawUserInfo() != null) {
            throw FetchException.permanent(
                    ReasonCode.INVALID_FIELD,
                    Uris.shown(uri)
                            + " carries a user name or password; give an address that works"
                            + " without, such as a signed one");
        }
    }

    /**
     * An answer whose body was not read yet.
     *
     * @param request that was answered
     * @param response what came
     */
    private record Answer(HttpGet request, ClassicHttpResponse response) {

        /** Ends the connection where there is more to read; reading it would have no end. */
        void end() {
            request.abort();
            try {
                response.close();
            } catch (IOException e) {
                // The connection goes with it, and nothing was wanted from it any more.
                return;
            }
        }
    }

    private Answer send(URI uri, long nanos) throws FetchException {
        HttpGet request = request(uri, Timeout.ofNanoseconds(Math.max(1_000_000, nanos)));
        // The client times single reads; a head that trickles needs somebody to end it.
        CompletableFuture<Void> watch = new CompletableFuture<>();
        watch.orTimeout(Math.max(1, nanos), TimeUnit.NANOSECONDS)
                .whenComplete((ended, timeout) -> abortIf(timeout != null, request));
        try {
            return new Answer(request, client.executeOpen(HttpHost.create(uri), request, null));
        } catch (ForbiddenAddressException e) {
            throw AddressGuard.forbidden(uri);
        } catch (IOException e) {
            // Known to the watch before it ends the request, so the failure cannot overtake it.
            throw e instanceof SocketTimeoutException || watch.isCompletedExceptionally()
                    ? unanswered(uri, e)
                    : unreachable(uri, e);
        } catch (IllegalArgumentException e) {
            throw FetchException.permanent(
                    ReasonCode.INVALID_FIELD,
                    Uris.shown(uri) + " cannot be asked for: give a plain http or https address",
                    e);
        } finally {
            watch.complete(null);
        }
    }

    private static void abortIf(boolean late, HttpGet request) {
        if (late) {
            request.abort();
        }
    }

    private static HttpGet request(URI uri, Timeout timeout) {
        HttpGet request = new HttpGet(uri);
        request.setHeader("Accept", "image/*, */*;q=0.5");
        request.setConfig(
                RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .setProtocolUpgradeEnabled(false)
                        .build());
        return request;
    }

    private FetchException unanswered(URI uri, IOException cause) {
        return FetchException.passing(
                Uris.shown(uri)
                        + " did not answer within "
                        + requestTimeout.toMillis()
                        + " ms; see whether it is up or raise"
                        + " CV_FETCH_REQUEST_TIMEOUT_SECONDS",
                cause);
    }

    private static FetchException unreachable(URI uri, IOException cause) {
        return FetchException.passing(
                Uris.shown(uri)
                        + " could not be reached: "
                        + (cause.getMessage() == null
                                ? cause.getClass().getSimpleName()
                                : cause.getMessage())
                        + "; see whether it is up and the address is right",
                cause);
    }

    private static URI target(URI from, ClassicHttpResponse response) throws FetchException {
        Header header = response.getFirstHeader("Location");
        String location = header == null ? null : header.getValue();
        if (location == null || location.isBlank()) {
            throw FetchException.permanent(
                    ReasonCode.FETCH_FAILED, Uris.shown(from) + " redirects, and not to a place");
        }
        URI target = resolve(from, location);
        String scheme = Uris.scheme(target);
        boolean secure = scheme.equals("https");
        if (!secure && (!scheme.equals("http") || Uris.scheme(from).equals("https"))) {
            throw FetchException.permanent(
                    ReasonCode.FORBIDDEN_LOCATION,
                    Uris.shown(from)
                            + " redirects to "
                            + Uris.shown(target)
                            + "; only http to http or https, and https to https, is followed");
        }
        return target;
    }

    private static URI resolve(URI from, String location) throws FetchException {
        try {
            return from.resolve(location.strip());
        } catch (IllegalArgumentException e) {
            throw FetchException.permanent(
                    ReasonCode.FETCH_FAILED,
                    Uris.shown(from) + " redirects to something that is no address",
                    e);
        }
    }

    private static FetchStream streamOf(URI uri, Answer answer) throws FetchException {
        int status = answer.response().getCode();
        HttpEntity entity = answer.response().getEntity();
        if (status < 200 || status >= 300) {
            answer.end();
            throw refusal(uri, status);
        }
        if (entity == null) {
            return new FetchStream(InputStream.nullInputStream(), 0, answer::end);
        }
        try {
            long length = entity.getContentLength();
            InputStream body = new Body(entity.getContent(), length, answer);
            return new FetchStream(body, length, answer.request()::abort);
        } catch (IOException e) {
            answer.end();
            throw unreachable(uri, e);
        }
    }

    /**
     * A body that ends its connection when it is closed early, instead of reading the rest, and
     * keeps it when it was read to its end.
     */
    private static final class Body extends FilterInputStream {

        private final long length;
        private final Answer answer;
        private long count;

        private Body(InputStream body, long length, Answer answer) {
            super(body);
            this.length = length;
            this.answer = answer;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int size) throws IOException {
            int read = in.read(bytes, offset, size);
            count += Math.max(0, read);
            if (count == length) {
                // The client takes a connection back when it was asked for more than there is.
                in.read();
            }
            return read;
        }

        @Override
        public void close() {
            answer.end();
        }
    }

    private static FetchException refusal(URI uri, int status) {
        String answer = Uris.shown(uri) + " answered " + status;
        if (PASSING.contains(status) || status >= 500) {
            return FetchException.passing(answer + "; see why the server fails", null);
        }
        return switch (status) {
            case 404, 410 ->
                    FetchException.permanent(
                            ReasonCode.NOT_FOUND, answer + "; see whether the address is right");
            case 401, 403, 407 ->
                    FetchException.permanent(
                            ReasonCode.ACCESS_DENIED,
                            answer + "; give an address that may be read, such as a signed one");
            default ->
                    FetchException.permanent(
                            ReasonCode.FETCH_FAILED, answer + "; see what the server expects");
        };
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
    }
}
