package ke.co.datacraft.cv.jobs.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.contracts.OriginalBytes;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Hands records over unparsed, with where they were read; nothing in a record can make it fail. */
final class SourceRecordDeserializer implements KafkaRecordDeserializationSchema<SourceRecord> {

    private static final long serialVersionUID = 1L;
    private static final byte[] EMPTY = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<SourceRecord> out) {
        out.collect(read(message));
    }

    /** A message as it is. */
    static SourceRecord read(ConsumerRecord<byte[], byte[]> message) {
        return new SourceRecord(
                message.topic(),
                message.partition(),
                message.offset(),
                message.timestamp(),
                message.key(),
                message.value() == null ? EMPTY : message.value(),
                text(message, Topics.TENANT_HEADER),
                text(message, Topics.TRACEPARENT_HEADER),
                headers(message));
    }

    @Override
    public TypeInformation<SourceRecord> getProducedType() {
        return ContractTypes.SOURCE_RECORD;
    }

    private static List<RecordHeader> headers(ConsumerRecord<byte[], byte[]> message) {
        List<RecordHeader> headers = new ArrayList<>();
        for (Header header : message.headers()) {
            if (header.value() == null) {
                headers.add(new RecordHeader(header.key(), null, null));
            } else {
                OriginalBytes value = OriginalBytes.of(header.value());
                headers.add(new RecordHeader(header.key(), value.value(), value.encoding()));
            }
        }
        return headers.isEmpty() ? null : headers;
    }

    private static String text(ConsumerRecord<byte[], byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
