package ke.co.datacraft.cv.operators.analytics;

import java.io.IOException;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.admission.DeadLetters;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Takes of the results of sources what analytics needs; results of jobs are passed over. What is no
 * result goes to {@link OutputTags#DEAD_LETTERS}.
 */
public final class FrameParser extends ProcessFunction<SourceRecord, SourceFrame> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(SourceRecord record, Context context, Collector<SourceFrame> out) {
        try {
            FrameResult result = read(record.value());
            if (result.sourceId() != null) {
                out.collect(
                        FrameMapper.frame(
                                result,
                                new RecordOrigin(
                                        record.topic(), record.partition(), record.offset())));
            }
        } catch (ContractException e) {
            context.output(
                    OutputTags.DEAD_LETTERS,
                    DeadLetters.of(
                            record,
                            new Failure(e.reason(), e.getMessage()),
                            context.timerService().currentProcessingTime()));
        }
    }

    private static FrameResult read(byte[] value) throws ContractException {
        try {
            FrameResult result = ContractCodec.readTrusted(value, FrameResult.class);
            if (result != null
                    && Integer.valueOf(ContractCodec.SCHEMA_VERSION)
                            .equals(result.schemaVersion())) {
                return result;
            }
        } catch (IOException e) {
            // The strict reading says what is wrong.
        }
        ContractCodec.read(value, ImageResult.class);
        throw new ContractException(ReasonCode.INVALID_FIELD, "The record is no result");
    }
}
