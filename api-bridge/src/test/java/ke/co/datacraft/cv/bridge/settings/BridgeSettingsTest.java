package ke.co.datacraft.cv.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BridgeSettingsTest {

    @Test
    void everyOptionHasANameOfItsOwn() {
        assertThat(BridgeOptions.all()).extracting(BridgeOption::name).doesNotHaveDuplicates();
    }

    @Test
    void secretsShowNoDefault() {
        assertThat(BridgeOptions.all())
                .filteredOn(BridgeOption::secret)
                .allSatisfy(option -> assertThat(option.defaultValue()).isNull());
    }

    @Test
    void whatIsWrongIsToldAtOnceAndHidesSecrets() {
        Map<String, String> variables =
                Map.of(
                        "CV_API_PORT", "70000",
                        "CV_DATABASE_POOL_SIZE", "many",
                        "CV_DATABASE_URL", "mysql://ann:hush@db/cv",
                        "CV_ENCRYPTION_KEY", "hush");

        assertThatThrownBy(() -> BridgeSettings.read(variables))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CV_API_PORT is '70000': give a whole number from 0 to 65535")
                .hasMessageContaining("CV_DATABASE_POOL_SIZE is 'many'")
                .hasMessageContaining("CV_DATABASE_URL is wrong")
                .hasMessageContaining("CV_ENCRYPTION_KEY is wrong: CV_ENCRYPTION_KEY has 4 char")
                .hasMessageNotContaining("hush");
    }

    @Test
    void encryptionKeys() {
        String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

        assertThat(BridgeSettings.read(Map.of()).encryption().keys().isEnabled()).isFalse();
        BridgeSettings settings = BridgeSettings.read(Map.of("CV_ENCRYPTION_KEY", "k1:" + key));
        assertThat(settings.encryption().keys().ids()).containsExactly("k1");
        assertThat(settings.toString()).doesNotContain(key);
    }

    @Test
    void kafkaClientsTakeFurtherProperties() {
        BridgeSettings settings =
                BridgeSettings.read(
                        Map.of(
                                "CV_KAFKA_PROPERTIES",
                                "{security.protocol: SASL_SSL, sasl.jaas.config: 'hush'}"));

        assertThat(settings.kafka().properties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config", "hush");
        assertThat(settings.toString()).doesNotContain("hush");
        assertThatThrownBy(() -> BridgeSettings.read(Map.of("CV_KAFKA_PROPERTIES", "[hush]")))
                .hasMessageContaining("CV_KAFKA_PROPERTIES is wrong: give a YAML map")
                .hasMessageNotContaining("hush");
    }

    @Test
    void emptyCountsAsAbsent() {
        BridgeSettings settings = BridgeSettings.read(Map.of("CV_API_PORT", " "));

        assertThat(settings.http().port()).isEqualTo(8000);
    }
}
