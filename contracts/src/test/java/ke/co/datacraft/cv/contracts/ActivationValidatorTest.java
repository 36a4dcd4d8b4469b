package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationValidatorTest {

    @ParameterizedTest
    @ValueSource(strings = {"models.v1.active", "models.v1.canary-and-shadow"})
    void theSamplesPass(String name) throws ContractException {
        ModelActivation activation =
                ContractCodec.read(GoldenSamples.bytes(name), ModelActivation.class);

        assertThatCode(() -> ActivationValidator.validate("yolox-nano", activation))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'version':'1' | model: it is no name of a model",
                "'model':'a@1','version':'1' | model: 'a@1' is no name of a model",
                "'model':'b','version':'1' | key: 'a' is not the model 'b'",
                "'model':'a' | version: it is no version",
                "'model':'a','version':'1.0 beta' | version: '1.0 beta' is no version",
                "'model':'a','version':'1','canary':{'version':'1','share':0.5}"
                        + " | canary.version: '1' is the active version already",
                "'model':'a','version':'1','canary':{'share':0.5}"
                        + " | canary.version: it is no version",
                "'model':'a','version':'1','canary':{'version':'2','share':0}"
                        + " | canary.share: '0.0' is out of range; give above 0 to 1",
                "'model':'a','version':'1','shadow':{'version':'2','share':1.5}"
                        + " | shadow.share: '1.5' is out of range",
                "'model':'a','version':'1','updated_by':'' | updated_by: '' has 0 characters",
            })
    void namesFieldValueAndCure(String fields, String words) throws ContractException {
        String json = ("{'schema_version':1," + fields + "}").replace('\'', '"');
        ModelActivation activation =
                ContractCodec.read(json.getBytes(StandardCharsets.UTF_8), ModelActivation.class);

        ContractException failure =
                catchThrowableOfType(
                        ContractException.class,
                        () -> ActivationValidator.validate("a", activation));

        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isEqualTo(ReasonCode.INVALID_FIELD);
        assertThat(failure).hasMessageContaining(words);
    }

    @Test
    void anAbsentShareIsRefusedByTheCodec() {
        byte[] json =
                "{\"schema_version\":1,\"model\":\"a\",\"version\":\"1\",\"canary\":{\"version\":\"2\"}}"
                        .getBytes(StandardCharsets.UTF_8);

        ContractException failure =
                catchThrowableOfType(
                        ContractException.class,
                        () -> ContractCodec.read(json, ModelActivation.class));

        assertThat(failure).hasMessageContaining("share");
    }

    @Test
    void aTombstoneNamesItsModelByItsKey() {
        assertThatCode(() -> ActivationValidator.validateTombstone("yolox-nano"))
                .doesNotThrowAnyException();
        assertThat(
                        catchThrowableOfType(
                                ContractException.class,
                                () -> ActivationValidator.validateTombstone(null)))
                .hasMessageContaining("key: it is no name of a model");
    }
}
