package ke.co.datacraft.cv.operators.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;

/**
 * Requests of Standard Webhooks. Any answer but 2xx is a failure, redirects among them: whoever
 * could set one could have alerts sent elsewhere. 410 tells that the receiver wants no more.
 */
final class WebhookAdapter implements DeliveryAdapter {

    private static final int GONE = 410;
    private static final Set<Integer> PAUSED = Set.of(429, 503);
    private static final int MAX_RETRY_AFTER_SECONDS = 86_400;

    private final WebhookTargets targets;
    private final DeliverySettings.Webhooks settings;
    private final Duration timeout;
    private final Clock clock;
    private HttpClient client;

    /**
     * @param settings time for one attempt, and who is trusted
     * @param clock time of signatures, which receivers compare with theirs
     */
    WebhookAdapter(WebhookTargets targets, DeliverySettings.Webhooks settings, Clock clock) {
        this.targets = targets;
        this.settings = settings;
        this.timeout = settings.timeout();
        this.clock = clock;
    }

    /** Made when it is needed: a file that is not there yet is read again at the next attempt. */
    private synchronized HttpClient client() throws DeliveryException {
        if (client == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder()
                            // Of HTTP/2 without TLS the client asks in each first request.
                            .version(HttpClient.Version.HTTP_1_1)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .connectTimeout(timeout);
            try {
                client = builder.sslContext(TlsContexts.of(settings.tls())).build();
            } catch (IOException e) {
                throw DeliveryException.passing(e.getMessage());
            }
        }
        return client;
    }

    @Override
    public CompletableFuture<Void> send(Delivery delivery) {
        WebhookTarget target;
        HttpRequest request;
        HttpClient ready;
        try {
            target = targets.find(delivery.alert().tenantId(), delivery.target().name());
            request = request(target, delivery);
            ready = client();
        } catch (DeliveryException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<HttpResponse<Void>> exchange =
                ready.sendAsync(request, BodyHandlers.discarding());
        // The client's own time limit ends with the answer's head; a body could go on for ever.
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle(
                        (response, error) -> {
                            if (error != null) {
                                exchange.cancel(true);
                                throw new CompletionException(failure(target, error));
                            }
                            check(target, response);
                            return null;
                        });
    }

    private HttpRequest request(WebhookTarget target, Delivery delivery) throws DeliveryException {
        byte[] body = body(delivery);
        String id = delivery.id().toString();
        long seconds = clock.instant().getEpochSecond();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target.uri())
                        .timeout(timeout)
                        .header("User-Agent", "computer-vision-webhooks/1");
        target.headers().forEach(request::setHeader);
        SourceRecord record = delivery.record();
        if (record.traceparent() != null) {
            request.setHeader("traceparent", record.traceparent());
        }
        return request.setHeader("Content-Type", "application/json")
                .setHeader("webhook-id", id)
                .setHeader("webhook-timestamp", Long.toString(seconds))
                .setHeader(
                        "webhook-signature", WebhookSignature.of(target.keys(), id, seconds, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    /** The alert as it is on the topic, without the names of other targets. */
    private static byte[] body(Delivery delivery) throws DeliveryException {
        try {
            ObjectNode data = (ObjectNode) ContractCodec.tree(delivery.record().value());
            data.remove("deliveries");
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("type", "alert." + delivery.alert().type().name().toLowerCase(Locale.ROOT));
            body.set("timestamp", data.get("process_time"));
            body.set("data", data);
            return ContractCodec.toBytes(body);
        } catch (ContractException e) {
            throw DeliveryException.permanent(e.getMessage());
        }
    }

    private void check(WebhookTarget target, HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        String said = "webhook '" + target.name() + "' answered " + status;
        if (status == GONE) {
            throw new CompletionException(
                    DeliveryException.permanent(
                            said + ", which means that it wants no more; take it out of the rule"));
        }
        if (PAUSED.contains(status)) {
            throw new CompletionException(
                    DeliveryException.passing(said + "; it is busy", retryAfter(response)));
        }
        boolean isRedirect = status >= 300 && status < 400;
        throw new CompletionException(
                DeliveryException.passing(
                        said
                                + (isRedirect
                                        ? "; redirects are not followed, give the final address"
                                        : "; see its log")));
    }

    private static Duration retryAfter(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("retry-after")
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(value -> Math.min(MAX_RETRY_AFTER_SECONDS, Integer.parseInt(value)))
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }

    private DeliveryException failure(WebhookTarget target, Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        String what;
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            what =
                    cause instanceof HttpConnectTimeoutException
                            ? "could not be reached within "
                            : "did not answer within ";
            what += timeout.toMillis() + " ms (CV_WEBHOOK_TIMEOUT_SECONDS)";
        } else if (cause instanceof SSLException) {
            what =
                    "has no trusted TLS: "
                            + cause.getMessage()
                            + "; give the authority of its certificate in CV_DELIVERY_CA_PATH";
        } else if (cause instanceof ConnectException) {
            what = "could not be reached; check its address and the network";
        } else {
            what = "broke off: " + cause.getClass().getSimpleName();
        }
        return DeliveryException.passing("webhook '" + target.name() + "' " + what);
    }

    @Override
    public void close() {
        // The client's threads end with it; Java 17 cannot close it.
    }
}
