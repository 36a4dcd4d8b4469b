package ke.co.datacraft.cv.operators.type;

import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.ModelChange;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.record.ShadowRun;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Type information of everything that flows between our operators. */
public final class ContractTypes {

    /** Records as the sources read them. */
    public static final TypeInformation<SourceRecord> SOURCE_RECORD = of(SourceRecord.class);

    /** References that passed validation. */
    public static final TypeInformation<AdmittedReference> ADMITTED_REFERENCE =
            of(AdmittedReference.class);

    /** What became of references. */
    public static final TypeInformation<ReferenceOutcome> REFERENCE_OUTCOME =
            of(ReferenceOutcome.class);

    /** References to be written to Kafka once more. */
    public static final TypeInformation<ImageReference> IMAGE_REFERENCE = of(ImageReference.class);

    /** Results. */
    public static final TypeInformation<ImageResult> IMAGE_RESULT = of(ImageResult.class);

    /** Dead letters. */
    public static final TypeInformation<DeadLetter> DEAD_LETTER = of(DeadLetter.class);

    /** What happened to jobs. */
    public static final TypeInformation<JobEvent> JOB_EVENT = of(JobEvent.class);

    /** How far jobs are. */
    public static final TypeInformation<JobStatus> JOB_STATUS = of(JobStatus.class);

    /** Orders to jobs. */
    public static final TypeInformation<JobCommand> JOB_COMMAND = of(JobCommand.class);

    /** Changes of active models. */
    public static final TypeInformation<ModelChange> MODEL_CHANGE = of(ModelChange.class);

    /** What models in trial are to do. */
    public static final TypeInformation<ShadowRun> SHADOW_RUN = of(ShadowRun.class);

    /** What was detected in frames of sources. */
    public static final TypeInformation<SourceFrame> SOURCE_FRAME =
            BinaryTypeInformation.ofForm(SourceFrame.Form.class);

    private ContractTypes() {}

    /** Type information of any other record of ours, such as a row. */
    public static <T> TypeInformation<T> of(Class<T> type) {
        return ContractTypeInformation.of(type);
    }
}
