package ke.co.datacraft.cv.standalone.models;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file on a web server, resumed by range requests (RFC 9110, sections 13.1.5 and 14).
 *
 * @param uri {@code http} or {@code https}
 * @param timeout longest wait for a connection, and for the next bytes
 */
record HttpOrigin(URI uri, Duration timeout) implements Origin {

    private static final int MAX_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    @Override
    public String name() {
        return uri.toString();
    }

    @Override
    public Opened open(long offset, String validator) throws IOException {
        HttpURLConnection connection = follow(offset, validator);
        int status = connection.getResponseCode();
        return switch (status) {
            case HttpURLConnection.HTTP_OK ->
                    new Opened(
                            connection.getInputStream(),
                            0,
                            connection.getContentLengthLong(),
                            validatorOf(connection));
            case HttpURLConnection.HTTP_PARTIAL -> partial(connection, offset, validator);
            // The part is as long as the file or longer: nobody knows what it is.
            case 416 -> again(connection, offset);
            default -> throw failure(connection, status);
        };
    }

    private Opened again(HttpURLConnection connection, long offset) throws IOException {
        if (offset == 0) {
            throw failure(connection, 416);
        }
        connection.disconnect();
        return open(0, null);
    }

    private Opened partial(HttpURLConnection connection, long offset, String validator)
            throws IOException {
        String header = String.valueOf(connection.getHeaderField("Content-Range"));
        Matcher range = CONTENT_RANGE.matcher(header);
        if (!range.matches() || Long.parseLong(range.group(1)) != offset) {
            connection.disconnect();
            throw new RefusedException(
                    "asked for the bytes from " + offset + ", the server sends " + header);
        }
        long total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
        return new Opened(connection.getInputStream(), offset, total, validator);
    }

    private HttpURLConnection follow(long offset, String validator) throws IOException {
        URI target = uri;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpURLConnection connection = request(target, offset, validator);
            if (!REDIRECTS.contains(connection.getResponseCode())) {
                return connection;
            }
            target = redirected(target, connection);
            connection.disconnect();
        }
        throw new RefusedException("more than " + MAX_REDIRECTS + " redirects");
    }

    private HttpURLConnection request(URI target, long offset, String validator)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        // By hand: Java does not go from http to https.
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
        connection.setReadTimeout(Math.toIntExact(timeout.toMillis()));
        connection.setRequestProperty("User-Agent", "cv-models");
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (offset > 0) {
            connection.setRequestProperty("Range", "bytes=" + offset + "-");
            connection.setRequestProperty("If-Range", validator);
        }
        return connection;
    }

    private static URI redirected(URI from, HttpURLConnection connection) throws IOException {
        String location = connection.getHeaderField("Location");
        try {
            URI target = from.resolve(location);
            boolean web = String.valueOf(target.getScheme()).matches("(?i)https?");
            boolean weaker =
                    "https".equalsIgnoreCase(from.getScheme())
                            && !"https".equalsIgnoreCase(target.getScheme());
            if (web && !weaker) {
                return target;
            }
        } catch (IllegalArgumentException | NullPointerException exception) {
            throw new RefusedException("redirect to '" + location + "'");
        }
        throw new RefusedException("redirect to '" + location + "'");
    }

    /** A strong entity tag, else the time of change. */
    private static String validatorOf(HttpURLConnection connection) {
        String tag = connection.getHeaderField("ETag");
        return tag != null && !tag.startsWith("W/")
                ? tag
                : connection.getHeaderField("Last-Modified");
    }

    private static IOException failure(HttpURLConnection connection, int status)
            throws IOException {
        String message = "HTTP status " + status;
        String reason = connection.getResponseMessage();
        message = reason == null || reason.isBlank() ? message : message + " (" + reason + ")";
        connection.disconnect();
        boolean passing = status >= 500 || status == 408 || status == 429;
        return passing ? new IOException(message) : new RefusedException(message);
    }
}
