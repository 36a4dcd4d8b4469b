package ke.co.datacraft.cv.operators.admission;

import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.RuleDefinition;
import ke.co.datacraft.cv.contracts.RuleValidator;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceValidator;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneValidator;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import ke.co.datacraft.cv.operators.record.DefinitionChange;
import ke.co.datacraft.cv.operators.record.DefinitionChange.Kind;
import ke.co.datacraft.cv.operators.record.DefinitionRecord;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads definitions of sources, zones and rules, for broadcast. What is none goes to {@link
 * OutputTags#DEAD_LETTERS} and changes nothing.
 */
public final class DefinitionParser extends ProcessFunction<DefinitionRecord, DefinitionChange> {

    private static final long serialVersionUID = 1L;

    private final String prefix;
    private transient Topics topics;
    private transient CvMetrics metrics;

    /**
     * @param topics names of the topics, which tell what a record is about
     */
    public DefinitionParser(Topics topics) {
        this.prefix = topics.prefix();
    }

    @Override
    public void open(OpenContext context) {
        topics = new Topics(prefix);
        metrics = CvMetrics.of(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(
            DefinitionRecord element, Context context, Collector<DefinitionChange> out) {
        if (element.isCaughtUp()) {
            out.collect(DefinitionChange.caughtUp());
            return;
        }
        SourceRecord record = element.record();
        try {
            DefinitionChange change = read(record);
            count("accepted");
            out.collect(change);
        } catch (ContractException e) {
            count("rejected");
            context.output(
                    OutputTags.DEAD_LETTERS,
                    DeadLetters.of(
                            record,
                            RecordSubject.of(record),
                            new Failure(e.reason(), e.getMessage()),
                            context.timerService().currentProcessingTime()));
        }
    }

    private DefinitionChange read(SourceRecord record) throws ContractException {
        String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        Kind kind = kind(record.topic());
        if (record.value() == null || record.value().length == 0) {
            DefinitionKeys.parse(key);
            return DefinitionChange.removed(kind, key);
        }
        return switch (kind) {
            case SOURCE -> {
                SourceDefinition source =
                        ContractCodec.read(record.value(), SourceDefinition.class);
                SourceValidator.validate(key, source);
                yield DefinitionChange.of(key, source);
            }
            case ZONE -> {
                ZoneDefinition zone = ContractCodec.read(record.value(), ZoneDefinition.class);
                ZoneValidator.validate(key, zone);
                yield DefinitionChange.of(key, zone);
            }
            case RULE -> {
                RuleDefinition rule = ContractCodec.read(record.value(), RuleDefinition.class);
                RuleValidator.validate(key, rule);
                yield DefinitionChange.of(key, rule);
            }
            case CAUGHT_UP -> throw new IllegalStateException("No topic has " + kind);
        };
    }

    private Kind kind(String topic) {
        if (topic.equals(topics.sources())) {
            return Kind.SOURCE;
        }
        if (topic.equals(topics.zones())) {
            return Kind.ZONE;
        }
        if (topic.equals(topics.rules())) {
            return Kind.RULE;
        }
        throw new IllegalStateException(topic + " is no topic of definitions");
    }

    private void count(String result) {
        metrics.counter(MetricNames.DEFINITION_RECORDS_TOTAL, MetricNames.RESULT, result).inc();
    }
}
