package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import ke.co.datacraft.cv.standalone.UsageException;
import org.junit.jupiter.api.Test;

class KafkaTargetTest {

    @Test
    void propertiesAreAMapWhoseErrorShowsNoPassword() {
        assertThat(KafkaTarget.properties("{security.protocol: SASL_SSL, retries: 3}"))
                .isEqualTo(Map.of("security.protocol", "SASL_SSL", "retries", "3"));
        assertThat(KafkaTarget.properties(" ")).isEmpty();
        assertThatThrownBy(() -> KafkaTarget.properties("[hush"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("CV_KAFKA_PROPERTIES is no YAML map")
                .hasMessageNotContaining("hush")
                .hasNoCause();
    }
}
