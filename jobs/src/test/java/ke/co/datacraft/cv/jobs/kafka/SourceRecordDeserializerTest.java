package ke.co.datacraft.cv.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SourceRecordDeserializerTest {

    @Test
    void recordKeepsWhereItWasReadAndItsHeaders() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.TENANT_HEADER, bytes("old"));
        headers.add(Topics.TENANT_HEADER, bytes("acme"));
        headers.add(Topics.TRACEPARENT_HEADER, bytes("00-1-2-01"));
        headers.add("digest", new byte[] {-1});

        SourceRecord read = read(record(bytes("key"), bytes("{broken"), headers));

        assertThat(read.topic()).isEqualTo("cv.images");
        assertThat(read.partition()).isEqualTo(3);
        assertThat(read.offset()).isEqualTo(42);
        assertThat(read.timestamp()).isEqualTo(1000);
        assertThat(read.key()).isEqualTo(bytes("key"));
        assertThat(read.value()).isEqualTo(bytes("{broken"));
        assertThat(read.tenant()).isEqualTo("acme");
        assertThat(read.traceparent()).isEqualTo("00-1-2-01");
        assertThat(read.headers())
                .containsExactly(
                        new RecordHeader("tenant", "old", "utf-8"),
                        new RecordHeader("tenant", "acme", "utf-8"),
                        new RecordHeader("traceparent", "00-1-2-01", "utf-8"),
                        new RecordHeader("digest", "/w==", "base64"));
    }

    @Test
    void tombstoneIsAnEmptyValue() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.TENANT_HEADER, null);

        SourceRecord read = read(record(null, null, headers));

        assertThat(read.key()).isNull();
        assertThat(read.value()).isEmpty();
        assertThat(read.tenant()).isNull();
        assertThat(read.headers()).containsExactly(new RecordHeader("tenant", null, null));
        assertThat(read.traceparent()).isNull();
    }

    private static SourceRecord read(ConsumerRecord<byte[], byte[]> consumed) {
        List<SourceRecord> records = new ArrayList<>();
        new SourceRecordDeserializer().deserialize(consumed, new ListCollector<>(records));
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            byte[] key, byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                "cv.images",
                3,
                42,
                1000,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
