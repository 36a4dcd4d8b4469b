package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandValidatorTest {

    private static final String JOB = "7d0f0a52-6f3e-4d0a-9a53-3f0f6f0f2a11";

    @ParameterizedTest
    @ValueSource(strings = {"commands.v1.cancel", "commands.v1.retry"})
    void theSamplesPass(String name) throws ContractException {
        JobCommand command = ContractCodec.read(GoldenSamples.bytes(name), JobCommand.class);

        assertThatCode(() -> CommandValidator.validate(command)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'tenant_id':'acme','job_id':'" + JOB + "' | command: it is absent; give CANCEL",
                "'command':'RETRY','job_id':'" + JOB + "' | tenant_id: it is absent",
                "'command':'RETRY','tenant_id':'acme' | job_id: it is absent; name the job",
                "'command':'RETRY','tenant_id':'acme','job_id':'"
                        + JOB
                        + "','issued_by':'' | issued_by: '' has 0 characters",
            },
            quoteCharacter = '~')
    void namesFieldValueAndCure(String fields, String words) throws ContractException {
        String json = ("{'schema_version':1," + fields + "}").replace('\'', '"');
        JobCommand command =
                ContractCodec.read(json.getBytes(StandardCharsets.UTF_8), JobCommand.class);

        ContractException failure =
                catchThrowableOfType(
                        ContractException.class, () -> CommandValidator.validate(command));

        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isEqualTo(ReasonCode.INVALID_FIELD);
        assertThat(failure).hasMessageContaining(words);
    }
}
