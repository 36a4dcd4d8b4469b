package ke.co.datacraft.cv.operators.admission;

import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.ActivationValidator;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.ModelChange;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads activations of models, for broadcast. What is none goes to {@link OutputTags#DEAD_LETTERS}
 * and changes nothing.
 */
public final class ActivationParser extends ProcessFunction<SourceRecord, ModelChange> {

    private static final long serialVersionUID = 1L;

    private transient CvMetrics metrics;

    @Override
    public void open(OpenContext context) {
        metrics = CvMetrics.of(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(SourceRecord record, Context context, Collector<ModelChange> out) {
        try {
            ModelChange change = read(record);
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

    private static ModelChange read(SourceRecord record) throws ContractException {
        String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null || record.value().length == 0) {
            ActivationValidator.validateTombstone(key);
            return new ModelChange(key, null);
        }
        ModelActivation activation = ContractCodec.read(record.value(), ModelActivation.class);
        ActivationValidator.validate(key, activation);
        return new ModelChange(key, activation);
    }

    private void count(String result) {
        metrics.counter(MetricNames.MODEL_RECORDS_TOTAL, MetricNames.RESULT, result).inc();
    }
}
