package ke.co.datacraft.cv.operators.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RuleDefinition;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.record.DefinitionChange;
import ke.co.datacraft.cv.operators.record.DefinitionChange.Kind;
import ke.co.datacraft.cv.operators.record.DefinitionRecord;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class DefinitionParserTest {

    private static final byte[] SOURCE = GoldenSamples.bytes("sources.v1.camera");
    private static final byte[] ZONE = GoldenSamples.bytes("zones.v1.area");
    private static final byte[] RULE = GoldenSamples.bytes("rules.v1.night");

    @Test
    void readsDefinitionsTombstonesAndTheSign() throws Exception {
        SourceDefinition source = ContractCodec.read(SOURCE, SourceDefinition.class);
        ZoneDefinition zone = ContractCodec.read(ZONE, ZoneDefinition.class);
        RuleDefinition rule = ContractCodec.read(RULE, RuleDefinition.class);
        String sourceKey = DefinitionKeys.key(source.tenantId(), source.id());
        String zoneKey = DefinitionKeys.key(zone.tenantId(), zone.id());
        String ruleKey = DefinitionKeys.key(rule.tenantId(), rule.id());
        try (var harness = harness()) {
            harness.processElement(record("cv.sources", sourceKey, SOURCE), 0);
            harness.processElement(record("cv.zones", zoneKey, ZONE), 0);
            harness.processElement(record("cv.rules", ruleKey, RULE), 0);
            harness.processElement(DefinitionRecord.CAUGHT_UP, 0);
            harness.processElement(record("cv.zones", zoneKey, new byte[0]), 0);

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            DefinitionChange.of(sourceKey, source),
                            DefinitionChange.of(zoneKey, zone),
                            DefinitionChange.of(ruleKey, rule),
                            DefinitionChange.caughtUp(),
                            DefinitionChange.removed(Kind.ZONE, zoneKey));
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS)).isNull();
        }
    }

    @Test
    void whatIsNoneBecomesADeadLetterAndChangesNothing() throws Exception {
        try (var harness = harness()) {
            harness.processElement(record("cv.sources", "acme/x", new byte[] {'{'}), 0);
            harness.processElement(record("cv.zones", "acme/another", ZONE), 0);
            harness.processElement(record("cv.rules", "no-slash", new byte[0]), 0);
            harness.processElement(record("cv.rules", null, new byte[0]), 0);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS))
                    .extracting(letter -> letter.getValue().reason())
                    .containsExactly(
                            ReasonCode.INVALID_JSON,
                            ReasonCode.INVALID_FIELD,
                            ReasonCode.INVALID_FIELD,
                            ReasonCode.INVALID_FIELD);
        }
    }

    private static OneInputStreamOperatorTestHarness<DefinitionRecord, DefinitionChange> harness()
            throws Exception {
        return ProcessFunctionTestHarnesses.forProcessFunction(
                new DefinitionParser(new Topics(Topics.DEFAULT_PREFIX)));
    }

    private static DefinitionRecord record(String topic, String key, byte[] value) {
        return new DefinitionRecord(
                new SourceRecord(
                        topic,
                        0,
                        7,
                        0,
                        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                        value,
                        null,
                        null));
    }
}
