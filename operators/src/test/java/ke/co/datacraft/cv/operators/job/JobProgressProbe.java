package ke.co.datacraft.cv.operators.job;

import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.operators.record.JobEvent;

/** Lets tests of other packages see what a job makes of an event. */
public final class JobProgressProbe {

    private JobProgressProbe() {}

    /** Status of a job of which only this is known. */
    public static JobStatus statusAfter(JobEvent event) {
        return JobProgress.pending(event.tenantId(), event.jobId())
                .observe(event, null)
                .job()
                .status(0);
    }
}
