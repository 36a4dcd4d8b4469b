package ke.co.datacraft.cv.operators.fetch;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.FrameNames;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.settings.FetchSettings;
import ke.co.datacraft.cv.operators.settings.RedisSettings;

/** Sends each URI to the fetcher of its scheme. */
public final class SchemeFetcher implements Fetcher {

    private final Map<String, Fetcher> fetchers;

    /**
     * @param fetchers by scheme in lower case; closed together with this one
     */
    public SchemeFetcher(Map<String, Fetcher> fetchers) {
        this.fetchers = new TreeMap<>(fetchers);
    }

    /**
     * Files, HTTP and, where they are configured, object storage and Redis.
     *
     * @param redis where frames of cameras wait, or null
     */
    public static SchemeFetcher of(FetchSettings settings, RedisSettings redis) {
        Map<String, Fetcher> fetchers = new TreeMap<>();
        fetchers.put("file", new FileFetcher(settings.allowedRoots()));
        AddressGuard guard =
                settings.allowPrivateAddresses()
                        ? AddressGuard.allowingAll()
                        : AddressGuard.publicOnly();
        Fetcher http = new HttpFetcher(settings.connectTimeout(), settings.requestTimeout(), guard);
        fetchers.put("http", http);
        fetchers.put("https", http);
        if (settings.s3() != null) {
            fetchers.put(
                    "s3",
                    new S3Fetcher(
                            settings.s3(), settings.connectTimeout(), settings.requestTimeout()));
        }
        if (redis != null) {
            fetchers.put(FrameNames.REDIS_SCHEME, new RedisFetcher(redis));
        }
        return new SchemeFetcher(fetchers);
    }

    /**
     * Refuses a scheme without touching a store.
     *
     * @throws FetchException {@link ReasonCode#UNSUPPORTED_SCHEME}, naming those that work
     */
    public void check(URI uri) throws FetchException {
        fetcherOf(uri);
    }

    @Override
    public FetchStream open(URI uri) throws FetchException {
        return fetcherOf(uri).open(uri);
    }

    private Fetcher fetcherOf(URI uri) throws FetchException {
        String scheme = Uris.scheme(uri);
        Fetcher fetcher = fetchers.get(scheme);
        if (fetcher == null) {
            String cure =
                    scheme.equals("s3")
                            ? "; object storage needs CV_S3_REGION or CV_S3_ENDPOINT_URL"
                            : "";
            throw FetchException.permanent(
                    ReasonCode.UNSUPPORTED_SCHEME,
                    "scheme '"
                            + scheme
                            + "' is not supported here; use "
                            + String.join(", ", fetchers.keySet())
                            + cure);
        }
        return fetcher;
    }

    @Override
    public void close() {
        fetchers.values().forEach(Fetcher::close);
    }
}
