package ke.co.datacraft.cv.bridge.outbox;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.OriginalBytes;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.Topics;

/**
 * A record for Kafka.
 *
 * @param topic where it goes
 * @param key may be null
 * @param value null is a tombstone
 * @param headers in their order
 */
public record OutboxMessage(String topic, byte[] key, byte[] value, List<RecordHeader> headers) {

    /** Copies the headers. */
    public OutboxMessage {
        Objects.requireNonNull(topic, "topic");
        headers = List.copyOf(headers);
    }

    /**
     * A message whose headers are texts.
     *
     * @param headers names and texts
     */
    public OutboxMessage(String topic, byte[] key, byte[] value, Map<String, String> headers) {
        this(
                topic,
                key,
                value,
                new TreeMap<>(headers)
                        .entrySet().stream()
                                .map(
                                        header ->
                                                new RecordHeader(
                                                        header.getKey(),
                                                        header.getValue(),
                                                        OriginalBytes.UTF_8))
                                .toList());
    }

    /**
     * A message of the contracts, with its tenant and the trace of the current request.
     *
     * @param message record of the contracts, or null for a tombstone
     */
    public static OutboxMessage of(String topic, String key, Object message, String tenant) {
        return of(
                topic,
                key.getBytes(StandardCharsets.UTF_8),
                message == null ? null : ContractCodec.toBytes(message),
                tenant);
    }

    /** Any bytes, with their tenant, unless it is null, and the trace of the current request. */
    public static OutboxMessage of(String topic, byte[] key, byte[] value, String tenant) {
        Map<String, String> headers = new TreeMap<>();
        if (tenant != null) {
            headers.put(Topics.TENANT_HEADER, tenant);
        }
        W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, Map::put);
        return new OutboxMessage(topic, key, value, headers);
    }

    /** Bytes of key and value. */
    int size() {
        return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    }
}
