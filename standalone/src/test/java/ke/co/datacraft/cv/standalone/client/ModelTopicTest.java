package ke.co.datacraft.cv.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ModelActivation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ModelTopicTest {

    private static ModelActivation activation(String model, String version) {
        return new ModelActivation(1, model, version, null, null, null, null);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>("cv.models", 0, 0, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static ConsumerRecord<byte[], byte[]> record(ModelActivation activation) {
        return record(activation.model(), ContractCodec.toBytes(activation));
    }

    @Test
    void theLatestOfEachModelCountsAndTombstonesTakeBack() {
        assertThat(
                        ModelTopic.latest(
                                List.of(
                                        record(activation("b", "1")),
                                        record(activation("a", "1")),
                                        record(activation("c", "1")),
                                        record(activation("a", "2")),
                                        record("b", null))))
                .containsExactly(activation("a", "2"), activation("c", "1"));
    }

    @Test
    void whatJobsRefuseChangesNothing() {
        assertThat(
                        ModelTopic.latest(
                                List.of(
                                        record(activation("a", "1")),
                                        record("a", new byte[] {'{'}),
                                        record("a", ContractCodec.toBytes(activation("b", "2"))))))
                .containsExactly(activation("a", "1"));
    }
}
