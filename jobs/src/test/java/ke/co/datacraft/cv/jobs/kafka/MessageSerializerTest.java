package ke.co.datacraft.cv.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.jobs.testing.TestingReferences;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class MessageSerializerTest {

    private static final JobCommand MESSAGE =
            new JobCommand(
                    ContractCodec.SCHEMA_VERSION,
                    JobCommand.Type.CANCEL,
                    "O'Brien-42",
                    TestingReferences.jobId("one"),
                    null,
                    null);

    @Test
    void messageGoesOutWithKeyAndTenant() {
        ProducerRecord<byte[], byte[]> written =
                new MessageSerializer<JobCommand>(
                                "cv.x",
                                command -> "schlüssel",
                                JobCommand::tenantId,
                                ContractCodec::toBytes,
                                command -> "00-1-2-01")
                        .serialize(MESSAGE, null, null);

        assertThat(written.topic()).isEqualTo("cv.x");
        assertThat(written.key()).isEqualTo("schlüssel".getBytes(StandardCharsets.UTF_8));
        assertThat(written.value()).isEqualTo(ContractCodec.toBytes(MESSAGE));
        assertThat(written.headers().lastHeader(Topics.TENANT_HEADER).value())
                .isEqualTo("O'Brien-42".getBytes(StandardCharsets.UTF_8));
        assertThat(written.headers().lastHeader(Topics.TRACEPARENT_HEADER).value())
                .isEqualTo("00-1-2-01".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void absentKeyAndTenantStayAbsent() {
        ProducerRecord<byte[], byte[]> written =
                new MessageSerializer<JobCommand>(
                                "cv.x",
                                command -> null,
                                command -> null,
                                ContractCodec::toBytes,
                                command -> null)
                        .serialize(MESSAGE, null, null);

        assertThat(written.key()).isNull();
        assertThat(written.headers()).isEmpty();
    }
}
