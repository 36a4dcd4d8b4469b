package ke.co.datacraft.cv.operators.analytics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.RuleDefinition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "track|traffic_light||traffic light seen",
                "zone|person|Drive|person in Drive",
                "line|car|Entry|car crossed Entry outwards",
                "loitering|person|Drive|person loiters in Drive",
                "stationary||Drive|object stands still in Drive",
                "left_object|bag|Drive|bag left behind in Drive",
                "removed_object|bag|Drive|bag taken away from Drive",
                "crowd||Drive|crowd of 7 in Drive",
                "speeding|car|Drive|car too fast in Drive",
                "wrong_way|car||car goes the wrong way in the picture"
            })
    void everyKindHasItsWords(String kind, String label, String zone, String words)
            throws Exception {
        AnalyticsEvent event =
                read(
                        "{'schema_version':1,'tenant_id':'acme','source_id':'gate','kind':'%s','sequence':0,%s'after':{'direction':'out','count':7}}"
                                .formatted(kind, label == null ? "" : "'label':'" + label + "',"),
                        AnalyticsEvent.class);
        RuleDefinition rule =
                read(
                        "{'schema_version':1,'tenant_id':'acme','id':'watch','name':'Night'}",
                        RuleDefinition.class);

        assertThat(AlertWords.of(rule, event, "Main gate", zone))
                .isEqualTo("Night: " + words + ", Main gate");
    }

    private static <T> T read(String json, Class<T> type) throws Exception {
        return ContractCodec.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), type);
    }
}
