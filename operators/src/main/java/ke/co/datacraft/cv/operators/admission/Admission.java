package ke.co.datacraft.cv.operators.admission;

import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.JobEvent;

/**
 * What admission decided about one record: a reference, or a dead letter.
 *
 * @param admitted the reference, or null
 * @param deadLetter why there is none, or null
 * @param event what the job hears of it; null when no job is known
 */
record Admission(AdmittedReference admitted, DeadLetter deadLetter, JobEvent event) {}
