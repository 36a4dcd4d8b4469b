package ke.co.datacraft.cv.operators.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Objects of S3 or a server that speaks like it, as {@code s3://bucket/key}. */
public final class S3Fetcher implements Fetcher {

    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");

    private final S3Settings settings;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private S3Client client;

    /**
     * @param settings where and as whom; without an endpoint it is AWS
     * @param connectTimeout for one connection
     * @param requestTimeout until the answer's head is there, and for each read after it
     */
    public S3Fetcher(S3Settings settings, Duration connectTimeout, Duration requestTimeout) {
        this.settings = settings;
        this.connectTimeout = connectTimeout;
        this.requestTimeout = requestTimeout;
    }

    @Override
    public FetchStream open(URI uri) throws FetchException {
        String bucket = bucketOf(uri);
        String key = keyOf(uri);
        try {
            ResponseInputStream<GetObjectResponse> body =
                    client().getObject(request -> request.bucket(bucket).key(key));
            Long length = body.response().contentLength();
            return new FetchStream(body, length == null ? -1 : length, body::abort);
        } catch (AwsServiceException e) {
            throw refusal(uri, e);
        } catch (SdkException e) {
            throw unreachable(uri, e);
        } catch (UncheckedIOException e) {
            // The SDK lets some losses of the connection through as they are.
            throw FetchException.passing(
                    "object storage of " + Uris.shown(uri) + " broke off: " + e.getMessage(), e);
        }
    }

    private static String bucketOf(URI uri) throws FetchException {
        String authority = uri.getRawAuthority();
        if (authority == null || !BUCKET.matcher(authority).matches()) {
            throw invalid(uri, "names no bucket that could exist");
        }
        return authority;
    }

    private static String keyOf(URI uri) throws FetchException {
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid(uri, "has a query or fragment");
        }
        String path = uri.getPath();
        if (path == null || path.length() < 2) {
            throw invalid(uri, "names no object");
        }
        return path.substring(1);
    }

    private static FetchException invalid(URI uri, String what) {
        return FetchException.permanent(
                ReasonCode.INVALID_FIELD,
                Uris.shown(uri)
                        + " "
                        + what
                        + "; write s3://bucket/key, with ? as %3F and # as %23");
    }

    /** Made when it is first needed: it loads a thousand classes. */
    private synchronized S3Client client() {
        if (client == null) {
            client = S3Clients.open(settings, connectTimeout, requestTimeout);
        }
        return client;
    }

    private static FetchException refusal(URI uri, AwsServiceException e) {
        int status = e.statusCode();
        String answer = Uris.shown(uri) + " was answered with " + status + codeOf(e);
        if (status >= 500 || status == 408 || status == 429 || e.isThrottlingException()) {
            return FetchException.passing(answer + "; see why the object storage fails", e);
        }
        return switch (status) {
            case 404, 410 ->
                    FetchException.permanent(
                            ReasonCode.NOT_FOUND,
                            answer + "; see whether bucket and key are right",
                            e);
            case 401, 403 ->
                    FetchException.permanent(
                            ReasonCode.ACCESS_DENIED,
                            answer
                                    + "; check CV_S3_ACCESS_KEY_ID, CV_S3_SECRET_ACCESS_KEY and the"
                                    + " bucket's policy",
                            e);
            default ->
                    FetchException.permanent(
                            ReasonCode.FETCH_FAILED,
                            answer + "; check CV_S3_ENDPOINT_URL and CV_S3_REGION",
                            e);
        };
    }

    private static String codeOf(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null || code.isBlank() ? "" : " " + code;
    }

    private static FetchException unreachable(URI uri, SdkException e) {
        if (causedByConnection(e)) {
            return FetchException.passing(
                    "object storage of "
                            + Uris.shown(uri)
                            + " could not be reached: "
                            + e.getMessage()
                            + "; see whether it is up and CV_S3_ENDPOINT_URL is right",
                    e);
        }
        return FetchException.permanent(
                ReasonCode.FETCH_FAILED,
                Uris.shown(uri)
                        + " could not be asked for: "
                        + e.getMessage()
                        + "; check the CV_S3_* variables",
                e);
    }

    private static boolean causedByConnection(SdkException e) {
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return true;
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
