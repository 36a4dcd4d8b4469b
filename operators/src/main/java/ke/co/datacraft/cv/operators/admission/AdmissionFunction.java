package ke.co.datacraft.cv.operators.admission;

import java.util.Iterator;
import java.util.Map;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.JobPolicy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets references of jobs in. Commands arrive by broadcast, with {@link
 * StateDescriptors#CANCELLED_JOBS}; references of a cancelled job are skipped and only counted, and
 * the job still hears of them, so that it can write its row.
 *
 * <p>Side outputs: {@link OutputTags#DEAD_LETTERS}, {@link OutputTags#JOB_EVENTS}.
 */
public final class AdmissionFunction
        extends BroadcastProcessFunction<SourceRecord, JobCommand, AdmittedReference> {

    private static final long serialVersionUID = 1L;

    private final JobPolicy policy;
    private final Pipelines pipelines;
    private transient ReferenceAdmission admission;
    private transient AdmissionCounters counters;

    /**
     * @param policy its retention tells how long a cancellation is remembered
     * @param pipelines what references can ask for by name
     */
    public AdmissionFunction(JobPolicy policy, Pipelines pipelines) {
        this.policy = policy;
        this.pipelines = pipelines;
    }

    @Override
    public void open(OpenContext context) {
        admission = new ReferenceAdmission(Lane.IMAGES, pipelines);
        counters = new AdmissionCounters(getRuntimeContext().getMetricGroup(), Lane.IMAGES);
    }

    @Override
    public void processElement(
            SourceRecord record, ReadOnlyContext context, Collector<AdmittedReference> out)
            throws Exception {
        Admission decision = admission.admit(record, context.currentProcessingTime());
        if (decision.event() != null) {
            context.output(OutputTags.JOB_EVENTS, decision.event());
        }
        if (decision.deadLetter() != null) {
            counters.rejected(decision.deadLetter().reason());
            context.output(OutputTags.DEAD_LETTERS, decision.deadLetter());
        } else if (context.getBroadcastState(StateDescriptors.CANCELLED_JOBS)
                .contains(decision.event().key())) {
            counters.skipped();
        } else {
            counters.admitted();
            out.collect(decision.admitted());
        }
    }

    @Override
    public void processBroadcastElement(
            JobCommand command, Context context, Collector<AdmittedReference> out)
            throws Exception {
        BroadcastState<String, Long> cancelled =
                context.getBroadcastState(StateDescriptors.CANCELLED_JOBS);
        long now = context.currentProcessingTime();
        purge(cancelled, now - policy.retention().toMillis());
        String key = JobEvent.key(command.tenantId(), command.jobId());
        switch (command.command()) {
            case CANCEL -> cancelled.put(key, now);
            case RETRY -> cancelled.remove(key);
        }
    }

    private static void purge(BroadcastState<String, Long> cancelled, long before)
            throws Exception {
        Iterator<Map.Entry<String, Long>> entries = cancelled.iterator();
        while (entries.hasNext()) {
            if (entries.next().getValue() < before) {
                entries.remove();
            }
        }
    }
}
