package ke.co.datacraft.cv.bench;

import java.util.List;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;

/** Answers at once, so that everything around the analysis can be measured. */
final class InstantAnalysis implements AsyncFunction<AdmittedReference, ReferenceOutcome> {

    private static final long serialVersionUID = 1;

    @Override
    public void asyncInvoke(
            AdmittedReference admitted, ResultFuture<ReferenceOutcome> resultFuture) {
        resultFuture.complete(
                List.of(
                        new ReferenceOutcome(
                                admitted,
                                List.of(SampleMessages.result(admitted.reference())),
                                null,
                                1)));
    }
}
