package ke.co.datacraft.cv.operators.admission;

import java.util.Locale;
import ke.co.datacraft.cv.contracts.CommandValidator;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads commands: to the main output for broadcast, and as {@link JobEvent}s to {@link
 * OutputTags#JOB_EVENTS}. What is none goes to {@link OutputTags#DEAD_LETTERS}.
 */
public final class CommandParser extends ProcessFunction<SourceRecord, JobCommand> {

    private static final long serialVersionUID = 1L;

    private transient CvMetrics metrics;

    @Override
    public void open(OpenContext context) {
        metrics = CvMetrics.of(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(SourceRecord record, Context context, Collector<JobCommand> out) {
        long now = context.timerService().currentProcessingTime();
        try {
            JobCommand command = read(record);
            count(command.command().name(), "accepted");
            out.collect(command);
            context.output(
                    OutputTags.JOB_EVENTS,
                    new JobEvent(
                            JobEvent.Kind.COMMAND,
                            command.tenantId(),
                            command.jobId(),
                            null,
                            null,
                            null,
                            command,
                            DeadLetters.origin(record),
                            now));
        } catch (ContractException e) {
            count("none", "rejected");
            context.output(
                    OutputTags.DEAD_LETTERS,
                    DeadLetters.of(
                            record,
                            RecordSubject.of(record),
                            new Failure(e.reason(), e.getMessage()),
                            now));
        }
    }

    private static JobCommand read(SourceRecord record) throws ContractException {
        if (record.value() == null || record.value().length == 0) {
            throw new ContractException(
                    ReasonCode.INVALID_JSON, "The record is empty; write a command as JSON");
        }
        JobCommand command = ContractCodec.read(record.value(), JobCommand.class);
        CommandValidator.validate(command);
        return command;
    }

    private void count(String command, String result) {
        metrics.counter(
                        MetricNames.COMMANDS_TOTAL,
                        MetricNames.COMMAND,
                        command.toLowerCase(Locale.ROOT),
                        MetricNames.RESULT,
                        result)
                .inc();
    }
}
