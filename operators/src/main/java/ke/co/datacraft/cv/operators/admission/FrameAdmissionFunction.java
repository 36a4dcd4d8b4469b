package ke.co.datacraft.cv.operators.admission;

import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Lets camera frames in; they belong to no job. Side output: {@link OutputTags#DEAD_LETTERS}. */
public final class FrameAdmissionFunction extends ProcessFunction<SourceRecord, AdmittedReference> {

    private static final long serialVersionUID = 1L;

    private final Pipelines pipelines;
    private transient ReferenceAdmission admission;
    private transient AdmissionCounters counters;

    /**
     * @param pipelines what references can ask for by name
     */
    public FrameAdmissionFunction(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public void open(OpenContext context) {
        admission = new ReferenceAdmission(Lane.FRAMES, pipelines);
        counters = new AdmissionCounters(getRuntimeContext().getMetricGroup(), Lane.FRAMES);
    }

    @Override
    public void processElement(
            SourceRecord record, Context context, Collector<AdmittedReference> out) {
        long now = context.timerService().currentProcessingTime();
        Admission decision = admission.admit(record, now);
        if (decision.admitted() != null) {
            counters.admitted();
            out.collect(decision.admitted());
        } else {
            counters.rejected(decision.deadLetter().reason());
            context.output(OutputTags.DEAD_LETTERS, decision.deadLetter());
        }
    }
}
