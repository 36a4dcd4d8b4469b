package ke.co.datacraft.cv.operators;

import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.TracksEvent;
import ke.co.datacraft.cv.operators.analytics.CountRow;
import ke.co.datacraft.cv.operators.analytics.HeatRow;
import ke.co.datacraft.cv.operators.analytics.SourceCounts;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.ShadowRun;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.util.OutputTag;

/** Side outputs of our functions. */
public final class OutputTags {

    /** Records that could not be processed; goes to {@code cv.dead-letters}. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", ContractTypes.DEAD_LETTER);

    /** What happened to jobs; goes to the job progress function. */
    public static final OutputTag<JobEvent> JOB_EVENTS =
            new OutputTag<>("job-events", ContractTypes.JOB_EVENT);

    /**
     * References of a retry and parts of documents; goes back to {@code cv.images}, keyed by job
     * id.
     */
    public static final OutputTag<ImageReference> RESUBMISSIONS =
            new OutputTag<>("resubmissions", ContractTypes.IMAGE_REFERENCE);

    /** What models in trial are to do; goes to the shadow function. */
    public static final OutputTag<ShadowRun> SHADOW_RUNS =
            new OutputTag<>("shadow-runs", ContractTypes.SHADOW_RUN);

    /** Counts of windows, to be written over those of the same id. */
    public static final OutputTag<CountRow> COUNTS =
            new OutputTag<>("counts", ContractTypes.of(CountRow.class));

    /** Where objects stood, to be written over those of the same id. */
    public static final OutputTag<HeatRow> HEAT_MAPS =
            new OutputTag<>("heat-maps", ContractTypes.of(HeatRow.class));

    /** How many objects are before sources, when that changes. */
    public static final OutputTag<SourceCounts> SOURCE_COUNTS =
            new OutputTag<>("source-counts", ContractTypes.of(SourceCounts.class));

    /** Objects of the newest frames with their tracks; goes to the live stream. */
    public static final OutputTag<TracksEvent> TRACKS =
            new OutputTag<>("tracks", ContractTypes.of(TracksEvent.class));

    private OutputTags() {}
}
