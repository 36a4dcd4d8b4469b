package ke.co.datacraft.cv.operators.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import ke.co.datacraft.cv.contracts.ReasonCode;

/**
 * HTTP and HTTPS. Redirects are followed by hand, so that each target is checked like the first
 * address.
 */
public final class HttpFetcher implements Fetcher {

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final HttpClient client;
    private final Duration requestTimeout;
    private final AddressGuard guard;

    /**
     * @param connectTimeout for one connection
     * @param requestTimeout until the answer's head is there
     * @param guard which addresses may be reached
     */
    public HttpFetcher(Duration connectTimeout, Duration requestTimeout, AddressGuard guard) {
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connectTimeout)
                        .build();
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
            HttpResponse<InputStream> response = send(at, deadline - System.nanoTime());
            if (!REDIRECTS.contains(response.statusCode())) {
                return streamOf(at, response);
            }
            closeQuietly(response);
            at = target(at, response);
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

    private HttpResponse<InputStream> send(URI uri, long nanos) throws FetchException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(withoutFragment(uri))
                            .timeout(Duration.ofNanos(Math.max(1, nanos)))
                            .header("Accept", "image/*, */*;q=0.5")
                            .header("User-Agent", "computer-vision-fetcher/1")
                            .GET()
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            throw FetchException.passing(
                    Uris.shown(uri)
                            + " did not answer within "
                            + requestTimeout.toMillis()
                            + " ms; see whether it is up or raise"
                            + " CV_FETCH_REQUEST_TIMEOUT_SECONDS",
                    e);
        } catch (IOException e) {
            throw FetchException.passing(
                    Uris.shown(uri)
                            + " could not be reached: "
                            + why(e)
                            + "; see whether it is up and the address is right",
                    e);
        } catch (IllegalArgumentException e) {
            throw FetchException.permanent(
                    ReasonCode.INVALID_FIELD,
                    Uris.shown(uri) + " cannot be asked for: give a plain http or https address",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FetchException.passing("the process is shutting down", e);
        }
    }

    private static URI withoutFragment(URI uri) {
        String text = uri.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? uri : URI.create(text.substring(0, fragment));
    }

    private static String why(IOException e) {
        if (e instanceof ConnectException && e.getMessage() == null) {
            return "connection refused";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static URI target(URI from, HttpResponse<?> response) throws FetchException {
        String location = response.headers().firstValue("Location").orElse("");
        if (location.isBlank()) {
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

    private static FetchStream streamOf(URI uri, HttpResponse<InputStream> response)
            throws FetchException {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            OptionalLong length = lengthOf(response);
            InputStream body = response.body();
            return new FetchStream(body, length.orElse(-1), () -> closeQuietly(response));
        }
        closeQuietly(response);
        throw refusal(uri, status);
    }

    private static OptionalLong lengthOf(HttpResponse<?> response) {
        try {
            return response.headers().firstValueAsLong("Content-Length");
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
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

    private static void closeQuietly(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            // The connection goes with it, and nothing was wanted from it any more.
            return;
        }
    }
}
